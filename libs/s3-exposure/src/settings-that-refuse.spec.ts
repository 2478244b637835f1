import { BUCKET_ARN, sampleBucket } from "../test/sample";
import type { FacetName } from "./bucket-facts";
import { settingsThatRefuse } from "./settings-that-refuse";

const policyFor = (Principal: unknown) => ({
  Statement: [{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: `${BUCKET_ARN}/*` }],
});
const PUBLIC = { policy: policyFor("*") };
const NAMED = { policy: policyFor({ AWS: "310987654321" }) };
const OWNER = "9f1c0e0c2b7d4a5e8f6b1a2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60";
const aclFor = (grantee: string) => ({ acl: { owner: OWNER, grants: [{ grantee, permission: "READ" }] } });
const ALL_ON = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const ENFORCED = { ownership: "BucketOwnerEnforced" };

test.each<[string, FacetName, object, readonly FacetName[]]>([
  ["nothing refuses a public policy where no block is on", "policy", PUBLIC, []],
  [
    "the bucket's block refuses it",
    "policy",
    { ...PUBLIC, publicAccessBlock: ALL_ON },
    ["publicAccessBlock"],
  ],
  [
    "the account's block refuses it",
    "policy",
    { ...PUBLIC, accountPublicAccessBlock: { BlockPublicPolicy: true } },
    ["accountPublicAccessBlock"],
  ],
  [
    "no other setting of a block refuses it",
    "policy",
    { ...PUBLIC, publicAccessBlock: { ...ALL_ON, BlockPublicPolicy: false } },
    [],
  ],
  ["a policy that is not public is not refused", "policy", { ...NAMED, publicAccessBlock: ALL_ON }, []],
  [
    "a block that was not read is not known to refuse",
    "policy",
    { ...PUBLIC, denied: ["GetPublicAccessBlock"] },
    [],
  ],
  [
    "both blocks refuse a public ACL",
    "acl",
    { ...aclFor("AllUsers"), publicAccessBlock: ALL_ON, accountPublicAccessBlock: ALL_ON },
    ["publicAccessBlock", "accountPublicAccessBlock"],
  ],
  ["ownership refuses a public ACL", "acl", { ...aclFor("AuthenticatedUsers"), ...ENFORCED }, ["ownership"]],
  [
    "ownership refuses an ACL for another account",
    "acl",
    { ...aclFor("310987654321"), ...ENFORCED },
    ["ownership"],
  ],
  [
    "blocks do not refuse an ACL for another account",
    "acl",
    { ...aclFor("310987654321"), publicAccessBlock: ALL_ON },
    [],
  ],
  [
    "an ACL for the owner alone is not refused",
    "acl",
    { ...aclFor(OWNER), ...ENFORCED, publicAccessBlock: ALL_ON },
    [],
  ],
  [
    "a public access block is never refused",
    "publicAccessBlock",
    { ...PUBLIC, publicAccessBlock: ALL_ON },
    [],
  ],
])("%s", (_, put, bucket, refusing) => {
  expect(settingsThatRefuse(put, sampleBucket(bucket).facets)).toEqual(refusing);
});
