import { DEFAULT_INVARIANTS } from "@security-auto/s3-exposure";
import { MEMBER, PARTNER, planFor, policyOf, allow, SENSITIVE, STRANGER } from "../test/buckets";
import { expectedOf, foundFor, inside, type PlanCase } from "../test/plans";

const acl = (...grants: readonly (readonly [grantee: string, permission: string])[]) => ({
  acl: { owner: "75aa", grants: grants.map(([grantee, permission]) => ({ grantee, permission })) },
});
const EVERYONE = ["AllUsers", "READ"] as const;
const BLOCK = ["PutPublicAccessBlock"];
const ACL = ["PutBucketAcl"];

const cases: readonly PlanCase[] = [
  { what: "an ACL that grants nothing", bucket: acl(), calls: [], after: "private" },
  {
    what: "a grant to everyone",
    bucket: acl(EVERYONE),
    calls: BLOCK,
    after: "private",
    stops: ["AllUsers"],
    keeps: [],
  },
  {
    what: "a grant to any AWS account",
    bucket: acl(["AuthenticatedUsers", "WRITE"]),
    calls: BLOCK,
    after: "private",
  },
  {
    what: "full control for everyone",
    bucket: acl(["AllUsers", "FULL_CONTROL"]),
    calls: BLOCK,
    after: "private",
  },
  {
    what: "a grant to everyone, of a bucket without ACLs",
    bucket: { ...acl(EVERYONE), ownership: "BucketOwnerEnforced" },
    calls: [],
    after: "private",
  },
  {
    what: "a grant to everyone that is ignored by the bucket's block",
    bucket: { ...acl(EVERYONE), publicAccessBlock: { IgnorePublicAcls: true } },
    calls: [],
    after: "private",
  },
  {
    what: "a grant to everyone that is ignored by the account's block",
    bucket: { ...acl(EVERYONE), accountPublicAccessBlock: { IgnorePublicAcls: true } },
    calls: [],
    after: "private",
  },
  {
    what: "a grant to everyone, while new ones are blocked",
    bucket: { ...acl(EVERYONE), publicAccessBlock: { BlockPublicAcls: true } },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "a grant to everyone beside one to a partner, who may have access",
    bucket: acl(EVERYONE, [PARTNER, "READ"]),
    calls: BLOCK,
    after: "external",
    stops: ["AllUsers"],
    keeps: [PARTNER],
  },
  {
    what: "the same of a sensitive bucket",
    bucket: { ...acl(EVERYONE, [PARTNER, "READ"]), tags: SENSITIVE },
    calls: [...ACL, ...BLOCK],
    after: "private",
    stops: ["AllUsers", PARTNER],
    keeps: [],
  },
  {
    what: "a grant to a partner, of a sensitive bucket",
    bucket: { ...acl([PARTNER, "READ"]), tags: SENSITIVE },
    calls: ACL,
    after: "private",
  },
  {
    what: "grants to a partner and a member, of a sensitive bucket: the member stays",
    bucket: { ...acl([PARTNER, "READ"], [MEMBER, "WRITE"]), tags: SENSITIVE },
    calls: ACL,
    after: "organization",
    stops: [PARTNER],
    keeps: [MEMBER],
  },
  {
    what: "two outsiders and the log delivery of S3, of a sensitive bucket",
    bucket: { ...acl([PARTNER, "READ"], [STRANGER, "READ_ACP"], ["LogDelivery", "WRITE"]), tags: SENSITIVE },
    calls: ACL,
    after: "private",
    stops: [PARTNER, STRANGER],
  },
  {
    what: "a canonical user, who may be of the organization: no certain violation",
    bucket: { ...acl(["f9e8d7c6".repeat(8), "READ"]), tags: SENSITIVE },
    calls: [],
    after: "organization..external",
    refused: "not certain",
  },
  {
    what: "an outsider while grants to everyone are ignored and new ones are blocked: S3 would refuse those",
    bucket: {
      ...acl(EVERYONE, [PARTNER, "READ"]),
      tags: SENSITIVE,
      publicAccessBlock: { IgnorePublicAcls: true, BlockPublicAcls: true },
    },
    calls: ACL,
    after: "private",
  },
  {
    what: "an ACL whose owner is not known: S3 would refuse it",
    bucket: { acl: { grants: [{ grantee: PARTNER, permission: "READ" }] }, tags: SENSITIVE },
    calls: [],
    after: "external",
    refused: "certain to be enough",
  },
  {
    what: "a grant to everyone that a Deny takes away",
    bucket: {
      ...acl(EVERYONE),
      policy: policyOf({ ...allow("DenyAll", "*", { Action: "s3:*" }), Effect: "Deny", Resource: "*" }),
    },
    calls: [],
    after: "private",
  },
  {
    what: "ACL and policy open to everyone: the block of public policies and of public ACLs in one call",
    bucket: { ...acl(EVERYONE), policy: policyOf(allow("Open", "*")) },
    calls: BLOCK,
    after: "private",
    stops: ["Open", "AllUsers"],
  },
  {
    what: "ACL and policy open to everyone, of a sensitive bucket: the Deny takes from the ACL too",
    bucket: { ...acl(EVERYONE), policy: policyOf(allow("Open", "*")), tags: SENSITIVE },
    calls: ["PutBucketPolicy"],
    after: "organization",
  },
  {
    what: "objects that can be made public, where that is not allowed",
    bucket: acl(),
    invariants: [{ name: "objects", objects: "not-public" }],
    calls: BLOCK,
    after: "private",
  },
  {
    what: "objects that cannot be made public, since ACLs are off",
    bucket: { ...acl(), ownership: "BucketOwnerEnforced" },
    invariants: [{ name: "objects", objects: "not-public" }],
    calls: [],
    after: "private",
  },
  {
    what: "a member, where only the own account is allowed",
    bucket: acl([MEMBER, "READ"]),
    invariants: inside({ exposure: "private" }),
    calls: ACL,
    after: "private",
  },
];

test("grants that S3 would refuse are said to go, not to stay", () => {
  const bucket = {
    ...acl(EVERYONE, [PARTNER, "READ"]),
    tags: SENSITIVE,
    publicAccessBlock: { BlockPublicAcls: true },
  };
  expect(planFor(bucket, DEFAULT_INVARIANTS).steps).toMatchObject([
    {
      because: `the ACL no longer grants READ to everyone, READ to account ${PARTNER}; its other grants stay`,
    },
  ]);
});

test.each(cases)("$what", (one) => {
  expect(foundFor(one)).toEqual(expectedOf(one));
});
