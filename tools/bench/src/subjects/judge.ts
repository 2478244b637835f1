import { DEFAULT_INVARIANTS, describeBucket, judgeBucket } from "@security-auto/s3-exposure";
import { MEMBER, typicalPolicy } from "../function/prepared-aws";
import type { Subject } from "../core/subject";
import { times } from "./times";

/** A bucket with a policy of five statements, described beforehand. */
export function judgeSubject(): Subject {
  const policy = typicalPolicy("ledger");
  const described = describeBucket({
    name: "ledger",
    account: MEMBER,
    region: "us-west-2",
    policy,
    policyStatus: { isPublic: false },
    tags: { team: "ledger" },
    ownership: "BucketOwnerEnforced",
    organization: { id: "o-tide1234pl", accounts: [MEMBER] },
  });
  if (!described.success) throw new Error(`the sample is no bucket: ${JSON.stringify(described.error)}`);
  const facts = described.data;
  const options = { invariants: DEFAULT_INVARIANTS, now: new Date(0) };
  const text = JSON.stringify(policy);
  return {
    name: "judge a bucket with a policy of five statements",
    operations: "judgments",
    contenders: [
      {
        name: "judgeBucket",
        run: () => times(() => judgeBucket(facts, options).exposure.atLeast !== "private"),
      },
      { name: "JSON.parse of its policy", run: () => times(() => JSON.parse(text) !== null) },
    ],
  };
}
