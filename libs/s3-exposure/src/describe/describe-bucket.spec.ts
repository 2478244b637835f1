import { exposureOfBucket } from "../exposure-of-bucket";
import { BUCKET } from "../../test/sample";
import type { BucketFacts } from "../bucket-facts";
import { describeBucket } from "./describe-bucket";

function facetsOf(more: object): BucketFacts["facets"] {
  const described = describeBucket({ ...BUCKET, ...more });
  if (!described.success) throw new Error(JSON.stringify(described.error));
  return described.data.facets;
}

test("a missing key and null mean: not configured; a policy status that is missing was not asked", () => {
  const nothing = { state: "absent" };
  const facets = {
    policy: nothing,
    policyStatus: undefined,
    acl: nothing,
    tags: nothing,
    location: { state: "present", value: "us-west-2" },
    publicAccessBlock: nothing,
    accountPublicAccessBlock: nothing,
    ownership: nothing,
  };
  expect(facetsOf({})).toEqual(facets);
  expect(
    facetsOf({
      policy: null,
      policyStatus: null,
      acl: null,
      tags: null,
      publicAccessBlock: null,
      ownership: null,
      accessPoints: null,
    }),
  ).toEqual(facets);
});

test("who owns it, and with whom", () => {
  expect(describeBucket({ ...BUCKET, account: 210987654321 })).toMatchObject({
    success: true,
    data: {
      name: "tidepool-ledger",
      accountId: "210987654321",
      region: "us-west-2",
      organization: {
        id: "o-tide1234pl",
        accounts: ["210987654321", "310987654321"],
        accountsComplete: true,
      },
    },
  });
  expect(describeBucket({ name: "b" })).toMatchObject({
    success: true,
    data: { name: "b", accountId: undefined, organization: undefined },
  });
});

test.each([
  ["GetBucketAcl", "acl"],
  ["s3:GetBucketAcl", "acl"],
  ["GetBucketPolicy", "policy"],
  ["GetBucketPolicyStatus", "policyStatus"],
  ["GetBucketTagging", "tags"],
  ["GetBucketLocation", "location"],
  ["GetPublicAccessBlock", "publicAccessBlock"],
  ["GetBucketPublicAccessBlock", "publicAccessBlock"],
  ["s3:GetBucketPublicAccessBlock", "publicAccessBlock"],
  ["GetAccountPublicAccessBlock", "accountPublicAccessBlock"],
  ["GetBucketOwnershipControls", "ownership"],
] as const)("denied %s is the facet %s, whatever is given", (name, facet) => {
  const given = {
    policy: { Statement: [] },
    policyStatus: { isPublic: true },
    acl: { owner: "a", grants: [] },
    tags: { a: "b" },
    publicAccessBlock: {},
    accountPublicAccessBlock: {},
    ownership: "ObjectWriter",
  };
  const facets = facetsOf({ ...given, denied: [name] });
  expect(facets[facet]).toEqual({ state: "denied" });
  expect(Object.values(facets).filter(({ state }) => state === "denied")).toHaveLength(1);
});

test.each([
  { IgnorePublicAcls: true },
  { IgnorePublicAcls: "true" },
  { ignorePublicAcls: true },
  { PublicAccessBlockConfiguration: { IgnorePublicAcls: true, BlockPublicAcls: false } },
])("a block as %j", (publicAccessBlock) => {
  expect(facetsOf({ publicAccessBlock }).publicAccessBlock).toEqual({
    state: "present",
    value: {
      blockPublicAcls: false,
      ignorePublicAcls: true,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    },
  });
});

const OWNER = "0a1b2c3d".repeat(8);
const OTHER = "f9e8d7c6".repeat(8);

test.each([
  ["AllUsers", { kind: "everyone" }],
  ["http://acs.amazonaws.com/groups/global/AllUsers", { kind: "everyone" }],
  ['uri="http://acs.amazonaws.com/groups/global/AllUsers"', { kind: "everyone" }],
  [{ Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AllUsers" }, { kind: "everyone" }],
  ["AuthenticatedUsers", { kind: "authenticated users" }],
  ["http://acs.amazonaws.com/groups/s3/LogDelivery", { kind: "log delivery" }],
  ["LogDelivery", { kind: "log delivery" }],
  [
    "http://acs.amazonaws.com/groups/global/Friends",
    { kind: "other", text: "http://acs.amazonaws.com/groups/global/Friends", group: true },
  ],
  ["444455556666", { kind: "account", account: "444455556666" }],
  ["arn:aws:iam::444455556666:root", { kind: "account", account: "444455556666" }],
  [OTHER, { kind: "canonical user", id: OTHER }],
  [`canonicalId=${OTHER}`, { kind: "canonical user", id: OTHER }],
  [`id="${OTHER}"`, { kind: "canonical user", id: OTHER }],
  [
    { Type: "CanonicalUser", ID: OTHER, DisplayName: "partner" },
    { kind: "canonical user", id: OTHER },
  ],
  [OWNER, { kind: "canonical user", id: OWNER }],
  ["owner", { kind: "canonical user", id: OWNER }],
  ["ilse@example.com", { kind: "other", text: "ilse@example.com", group: false }],
  [
    { Type: "AmazonCustomerByEmail", EmailAddress: "ilse@example.com" },
    { kind: "other", text: "ilse@example.com", group: false },
  ],
])("a grantee as %j", (grantee, expected) => {
  const value = { owner: OWNER, grants: [{ grantee: expected, permission: "READ" }] };
  const ours = { owner: OWNER, grants: [{ grantee, permission: "READ" }] };
  const s3 = { Owner: { ID: OWNER }, Grants: [{ Grantee: grantee, Permission: "READ" }] };
  expect(facetsOf({ acl: ours }).acl).toEqual({ state: "present", value });
  expect(facetsOf({ acl: s3 }).acl).toEqual({ state: "present", value });
});

test.each([
  [{ classification: "sensitive", pages: 3, live: true }],
  [
    [
      { Key: "classification", Value: "sensitive" },
      { Key: "pages", Value: "3" },
      { Key: "live", Value: "true" },
    ],
  ],
])("tags as %j", (tags) => {
  expect(facetsOf({ tags }).tags).toEqual({
    state: "present",
    value: { classification: "sensitive", pages: "3", live: "true" },
  });
});

test.each([
  "BucketOwnerEnforced",
  { ObjectOwnership: "BucketOwnerEnforced" },
  { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
])("ownership as %j", (ownership) => {
  expect(facetsOf({ ownership }).ownership).toEqual({ state: "present", value: "BucketOwnerEnforced" });
});

test.each([true, { isPublic: true }, { IsPublic: true }, { PolicyStatus: { IsPublic: true } }])(
  "a policy status as %j",
  (policyStatus) => {
    expect(facetsOf({ policyStatus }).policyStatus).toEqual({ state: "present", value: { isPublic: true } });
  },
);

test("a policy as JSON text is the policy", () => {
  const policy = {
    Statement: {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::tidepool-ledger/*",
    },
  };
  expect(facetsOf({ policy: JSON.stringify(policy) }).policy).toEqual(facetsOf({ policy }).policy);
});

test.each([
  ["no object", "bucket", "", "expected object, received string"],
  ["no name", {}, "name", "expected string, received undefined"],
  ["an empty name", { name: "" }, "name", "Too small: expected string to have >=1 characters"],
  ["an account that is none", { name: "b", account: "12" }, "account", "expected an account id of 12 digits"],
  ["a policy that is not JSON", { name: "b", policy: "{" }, "policy", "expected a policy, this is not JSON"],
  [
    "a block that is no block",
    { name: "b", publicAccessBlock: { IgnorePublicAcls: 1 } },
    "publicAccessBlock.IgnorePublicAcls",
    'expected boolean, received number, or expected one of "true"|"false"|"TRUE"|"FALSE"',
  ],
  [
    "a grant without permission",
    { name: "b", acl: { owner: "a", grants: [{ grantee: "AllUsers" }] } },
    "acl.grants.0.permission",
    "expected one of FULL_CONTROL, READ, WRITE, READ_ACP, WRITE_ACP",
  ],
  [
    "a policy that is a list",
    { name: "b", policy: [] },
    "policy",
    "expected string, received array, or expected record, received array",
  ],
  [
    "a read that does not exist",
    { name: "b", denied: ["GetBucketAcl", "GetBucketName"] },
    "denied.1",
    "expected the name of a read: GetBucketAcl, GetBucketPolicy, GetBucketPolicyStatus, GetBucketTagging, GetBucketLocation, GetPublicAccessBlock, GetBucketPublicAccessBlock, GetAccountPublicAccessBlock, GetBucketOwnershipControls, ListAccessPoints, GetAccessPoint, GetAccessPointPolicy, GetAccessPointPolicyStatus",
  ],
  [
    "a member that is no account",
    { name: "b", organization: { id: "o-a", accounts: ["all"] } },
    "organization.accounts.0",
    "expected an account id of 12 digits",
  ],
])("%s", (_, input, path, message) => {
  expect(describeBucket(input)).toEqual({ success: false, error: [{ path, message }] });
});

test.each([
  ["in another case", { Policy: {} }, "Policy", "policy"],
  ["a letter less", { polcy: {} }, "polcy", "policy"],
  ["a letter more", { tagss: {} }, "tagss", "tags"],
  ["two letters swapped", { alc: {} }, "alc", "acl"],
  ["another spelling", { organisation: { id: "o-a" } }, "organisation", "organization"],
  ["in place of one that is needed", { name: undefined, Name: "b" }, "Name", "name"],
  ["in the ACL", { acl: { grant: [] } }, "acl.grant", "grants"],
  [
    "in a block",
    { publicAccessBlock: { IgnorePublicACLS: true } },
    "publicAccessBlock.IgnorePublicACLS",
    "IgnorePublicAcls",
  ],
  [
    "in the account's block",
    { accountPublicAccessBlock: { BlockPublicPolicies: true, BlockPublicAcl: true } },
    "accountPublicAccessBlock.BlockPublicAcl",
    "BlockPublicAcls",
  ],
  [
    "in a grantee",
    { acl: { Grants: [{ Grantee: { Type: "Group", uri: "x" }, Permission: "READ" }] } },
    "acl.Grants.0.Grantee.uri",
    "URI",
  ],
  [
    "in a grantee, in our words",
    { acl: { grants: [{ grantee: { Id: "x" }, permission: "READ" }] } },
    "acl.grants.0.grantee.Id",
    "ID",
  ],
  [
    "in the organization",
    { organization: { id: "o-a", account: ["444455556666"] } },
    "organization.account",
    "accounts",
  ],
])("a key that is nearly a known one, %s, is refused", (_, more, path, meant) => {
  const bucket: unknown = JSON.parse(JSON.stringify({ name: "b", ...more }));
  expect(describeBucket(bucket)).toEqual({
    success: false,
    error: [{ path, message: `unknown key (did you mean "${meant}"?)` }],
  });
});

test.each([
  { note: "seen by Ilse", owner: "team ledger", arn: "arn:aws:s3:::b", versioning: true },
  { $schema: "./bucket.json", "//": "open for the migration", createdAt: "2026-03-04", Name: "b" },
  { policy: null, Policy: {} },
  { acl: { $metadata: {}, Owner: { ID: "a" }, Grants: [] } },
])("keys that are not known, and not nearly, are left alone: %j", (more) => {
  expect(describeBucket({ ...BUCKET, ...more })).toMatchObject({ success: true });
});

test.each([
  ["without a name", {}],
  ["of a group without its URI", { Type: "Group", DisplayName: "everyone" }],
  ["with other keys only", { Type: "Group", address: "x" }],
])("a grantee %s may be everyone", (_, grantee) => {
  const described = describeBucket({
    name: "b",
    acl: { Grants: [{ Grantee: grantee, Permission: "READ" }] },
  });
  if (!described.success) throw new Error("not described");
  expect(exposureOfBucket(described.data).exposure).toEqual({ atLeast: "private", atMost: "public" });
});

describe("access points", () => {
  const arn = "arn:aws:s3:us-west-2:210987654321:accesspoint/shared";
  const point = { name: "shared", arn, accountId: "210987654321", vpc: "vpc-0a1b2c3d" };
  const statements = { Statement: [] };

  test.each([
    [
      "in our words",
      {
        name: "shared",
        arn,
        vpc: "vpc-0a1b2c3d",
        policy: statements,
        policyStatus: false,
        publicAccessBlock: {},
      },
    ],
    [
      "as S3 returns them",
      {
        Name: "shared",
        AccessPointArn: arn,
        NetworkOrigin: "VPC",
        VpcConfiguration: { VpcId: "vpc-0a1b2c3d" },
        Policy: JSON.stringify(statements),
        PolicyStatus: { IsPublic: false },
        PublicAccessBlockConfiguration: { BlockPublicPolicy: false },
      },
    ],
  ])("%s", (_what, given) => {
    expect(facetsOf({ accessPoints: [given] }).accessPoints).toMatchObject({
      state: "present",
      value: {
        list: [
          {
            ...point,
            policy: { state: "present" },
            policyStatus: { state: "present", value: { isPublic: false } },
            publicAccessBlock: { state: "present", value: { restrictPublicBuckets: false } },
          },
        ],
        more: false,
      },
    });
  });

  test("what one does not have is not configured; it is of the bucket owner's account unless it says otherwise", () => {
    const [plain, foreign] = [{ name: "one" }, { name: "two", account: 444455556666 }];
    expect(facetsOf({ accessPoints: [plain, foreign] }).accessPoints).toMatchObject({
      value: {
        list: [
          { accountId: "210987654321", vpc: undefined, policy: { state: "absent" } },
          { accountId: "444455556666" },
        ],
      },
    });
  });

  test("an empty list says that there are none, a next token that there are more", () => {
    expect(facetsOf({ accessPoints: [] }).accessPoints).toEqual({
      state: "present",
      value: { list: [], more: false },
    });
    expect(facetsOf({ accessPoints: { AccessPointList: [], NextToken: "abc" } }).accessPoints).toEqual({
      state: "present",
      value: { list: [], more: true },
    });
  });

  test.each([
    ["ListAccessPoints", { state: "denied" }],
    ["s3:GetAccessPoint", { value: { list: [{ publicAccessBlock: { state: "denied" } }] } }],
    ["GetAccessPointPolicy", { value: { list: [{ policy: { state: "denied" } }] } }],
    ["GetAccessPointPolicyStatus", { value: { list: [{ policyStatus: { state: "denied" } }] } }],
  ])("denied %s", (name, expected) => {
    const given = { name: "shared", policy: statements, policyStatus: true, publicAccessBlock: {} };
    expect(facetsOf({ accessPoints: [given], denied: [name] }).accessPoints).toMatchObject(expected);
  });

  test("a key that is nearly one of theirs is refused", () => {
    const described = describeBucket({ ...BUCKET, accessPoints: [{ name: "a", polcy: {} }] });
    expect(described).toMatchObject({ success: false, error: [{ path: "accessPoints.0.polcy" }] });
  });
});

test("more than S3 stores is refused", () => {
  const grants = (many: number) =>
    Array.from({ length: many }, () => ({ grantee: "AllUsers", permission: "READ" }));
  const policy = (length: number) => ({ Statement: [], Id: "x".repeat(length) });
  const errorOf = (more: object) => {
    const described = describeBucket({ ...BUCKET, ...more });
    return described.success ? undefined : described.error;
  };
  expect(errorOf({ acl: { grants: grants(100) } })).toBeUndefined();
  expect(errorOf({ acl: { grants: grants(101) } })).toEqual([
    { path: "acl.grants", message: "expected at most 100 grants, S3 takes no more" },
  ]);
  expect(errorOf({ policy: policy(20_000) })).toBeUndefined();
  expect(errorOf({ policy: JSON.stringify(policy(20_000), undefined, 2000) })).toBeUndefined();
  expect(errorOf({ policy: policy(21_000) })).toEqual([
    { path: "policy", message: "expected a policy of at most 20 KB, S3 takes no longer one" },
  ]);
});
