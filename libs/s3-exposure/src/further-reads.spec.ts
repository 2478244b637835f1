import fc from "fast-check";
import type { BucketFacts, PublicAccessBlock } from "./bucket-facts";
import { describeBucket } from "./describe/describe-bucket";
import { exposureOfBucket } from "./exposure-of-bucket";
import { absent, denied, present } from "./facet";
import { ACCOUNT_BLOCK_NOT_ASKED, furtherReads } from "./further-reads";

const needsAccountBlock = (facts: BucketFacts): boolean => furtherReads(facts).accountBlock;

const allow = (principal: unknown) => ({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: principal,
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::tidepool/*",
  },
});

const ACL = { owner: "owner", grants: [{ grantee: "owner", permission: "FULL_CONTROL" }] };
const OPEN_ACL = { owner: "owner", grants: [{ grantee: "AllUsers", permission: "READ" }] };
const ALL_ON = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

function bucket(described: Readonly<Record<string, unknown>>): BucketFacts {
  const result = describeBucket({ name: "tidepool", account: "111122223333", acl: ACL, ...described });
  if (!result.success) throw new Error(JSON.stringify(result.error));
  const { data } = result;
  return { ...data, facets: { ...data.facets, accountPublicAccessBlock: ACCOUNT_BLOCK_NOT_ASKED } };
}

describe("the account's block matters", () => {
  it.each<[string, Readonly<Record<string, unknown>>, boolean]>([
    ["not to a private bucket", {}, false],
    [
      "not to a bucket that blocks everything itself",
      { policy: allow("*"), acl: OPEN_ACL, publicAccessBlock: ALL_ON },
      false,
    ],
    [
      "not to a policy that names accounts",
      { policy: allow({ AWS: "arn:aws:iam::333333333333:root" }) },
      false,
    ],
    ["to a public policy", { policy: allow("*") }, true],
    [
      "not to a public policy that the bucket restricts",
      { policy: allow("*"), publicAccessBlock: { RestrictPublicBuckets: true } },
      false,
    ],
    ["to a public ACL", { acl: OPEN_ACL }, true],
    ["not to a public ACL that is switched off", { acl: OPEN_ACL, ownership: "BucketOwnerEnforced" }, false],
    ["not to a policy that was not read: it may name services", { denied: ["GetBucketPolicy"] }, false],
    ["to an ACL that was not read", { denied: ["GetBucketAcl"] }, true],
    [
      "to a public ACL, beside a policy for named accounts",
      { acl: OPEN_ACL, policy: allow({ AWS: "333333333333" }) },
      true,
    ],
  ])("%s", (_, described, expected) => {
    expect(needsAccountBlock(bucket(described))).toBe(expected);
  });

  it("not when it is known already, or refused", () => {
    const open = bucket({ policy: allow("*") });
    for (const accountPublicAccessBlock of [absent, denied])
      expect(needsAccountBlock({ ...open, facets: { ...open.facets, accountPublicAccessBlock } })).toBe(
        false,
      );
  });

  const part = fc.constantFrom<Readonly<Record<string, unknown>>>(
    {},
    { policy: allow("*") },
    { policy: allow({ AWS: "333333333333" }) },
    { acl: OPEN_ACL },
    { publicAccessBlock: { IgnorePublicAcls: true } },
    { publicAccessBlock: { RestrictPublicBuckets: true } },
    { ownership: "BucketOwnerEnforced" },
    { denied: ["GetBucketPolicy"] },
    { denied: ["GetBucketAcl", "GetPublicAccessBlock"] },
    { denied: ["GetBucketPolicyStatus"] },
  );
  const block = fc.record<PublicAccessBlock>({
    blockPublicAcls: fc.boolean(),
    ignorePublicAcls: fc.boolean(),
    blockPublicPolicy: fc.boolean(),
    restrictPublicBuckets: fc.boolean(),
  });

  it("or else no block at all makes a difference", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), block, (parts, given) => {
        const facts = bucket(Object.fromEntries(parts.flatMap((one) => Object.entries(one))));
        fc.pre(!needsAccountBlock(facts));
        const read = { ...facts, facets: { ...facts.facets, accountPublicAccessBlock: present(given) } };
        expect(exposureOfBucket(read).exposure).toEqual(exposureOfBucket(facts).exposure);
      }),
    );
  });
});
