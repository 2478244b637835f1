import { describeBucket, judgeBucket, type RespondingInvariant } from "@security-auto/s3-exposure";
import { planRemediation } from "@security-auto/s3-remediation";
import type { Subject } from "../core/subject";
import { MEMBER, typicalPolicy } from "../function/prepared-aws";
import { times } from "./times";

const OUTSIDER = "222233334444";

const INVARIANTS: readonly RespondingInvariant[] = [{ name: "inside", exposure: "organization" }];

/** The bucket of `judgeSubject`, and one statement more that lets an account outside read it. */
export function planSubject(): Subject {
  const { Version, Statement } = typicalPolicy("ledger");
  const opened = {
    Sid: "Outsider",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${OUTSIDER}:root` },
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::ledger/*",
  };
  const policyText = JSON.stringify({ Version, Statement: [...Statement, opened] });
  const described = describeBucket({
    name: "ledger",
    account: MEMBER,
    region: "us-west-2",
    policy: policyText,
    policyStatus: { isPublic: false },
    ownership: "BucketOwnerEnforced",
    acl: { owner: "75aa".repeat(16), grants: [] },
    publicAccessBlock: null,
    accountPublicAccessBlock: null,
    tags: {},
    organization: { id: "o-tide1234pl", accounts: [MEMBER] },
  });
  if (!described.success) throw new Error(`the sample is no bucket: ${JSON.stringify(described.error)}`);
  const facts = described.data;
  const options = { invariants: INVARIANTS, now: new Date(0) };
  return {
    name: "plan for a bucket that an account outside may read, policy of six statements",
    operations: "plans",
    contenders: [
      {
        name: "planRemediation",
        run: () => times(() => planRemediation({ facts, policyText }, options).steps.length === 1),
      },
      {
        name: "judging it",
        run: () => times(() => judgeBucket(facts, options).exposure.atLeast === "external"),
      },
    ],
  };
}
