import fc from "fast-check";
import fragments from "../../test/fragments.json";
import { bucket } from "../../test/arbitraries";
import { BUCKET, BUCKET_ARN, sampleBucket } from "../../test/sample";
import type { BucketFacts } from "../bucket-facts";
import { denied, failed, present } from "../facet";
import { DEFAULT_INVARIANTS } from "../invariants/default-invariants";
import { judgeBucket } from "../judge-bucket";
import { parseBucketPolicy } from "../policy/parse-policy";
import { describeBucket } from "./describe-bucket";
import { descriptionOf } from "./description-of";
import { READ_NAMES } from "../reads/read-names";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 300) };
const NOW = new Date("2026-06-15T12:00:00Z");
const FOREIGN = "444455556666";
const MEMBER = "310987654321";

/** Through JSON, as it is stored. */
function again(facts: BucketFacts, policyText: string | undefined): BucketFacts {
  const described = describeBucket(JSON.parse(JSON.stringify(descriptionOf(facts, policyText))));
  if (!described.success) throw new Error(JSON.stringify(described.error));
  return described.data;
}

const judged = (facts: BucketFacts) => judgeBucket(facts, { invariants: DEFAULT_INVARIANTS, now: NOW });

const everyone: object = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${BUCKET_ARN}/*`,
};

const more = fc.record(
  {
    tags: fc.dictionary(fc.constantFrom("classification", "a b", "team"), fc.constantFrom("sensitive", "")),
    denied: fc.subarray([...READ_NAMES]),
    policyStatus: fc.boolean(),
    knownExternalAccounts: fc.constant([FOREIGN]),
  },
  { requiredKeys: [] },
);

const members = fc.record({
  accounts: fc.subarray([BUCKET.account, MEMBER, "510987654321", "610987654321"]),
  accountsComplete: fc.boolean(),
});

test("what is described again is judged the same", () => {
  fc.assert(
    fc.property(bucket, more, members, fc.constantFrom(0, 2), (given, other, { ...accounts }, indent) => {
      const policy = JSON.stringify(given.policy, undefined, indent);
      const organization = { ...(given.organization ?? BUCKET.organization), ...accounts };
      const facts = sampleBucket({ ...given, ...other, policy, organization });
      expect(judged(again(facts, policy))).toEqual(judged(facts));
    }),
    RUNS,
  );
});

test("facts are the same again, where all of them can be described", () => {
  fc.assert(
    fc.property(bucket, (given) => {
      const policy = JSON.stringify(given.policy);
      const { organization, ...facts } = sampleBucket({ ...given, policy });
      expect(again({ ...facts, organization }, policy)).toMatchObject(facts);
    }),
    RUNS,
  );
});

const POINT = {
  name: "shared",
  arn: `arn:aws:s3:us-west-2:${BUCKET.account}:accesspoint/shared`,
  vpc: "vpc-0a1b2c3d",
  policy: '{ "Statement": [] }',
  policyStatus: { isPublic: false },
  publicAccessBlock: { IgnorePublicAcls: true },
};
const delegated = JSON.stringify({
  Statement: {
    ...everyone,
    Condition: { StringEquals: { "s3:DataAccessPointAccount": BUCKET.account } },
  },
});
const grants = [
  "AllUsers",
  "AuthenticatedUsers",
  "LogDelivery",
  FOREIGN,
  fragments.owner,
  "f9e8d7c6".repeat(8),
  "ilse@example.org",
  { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/Others" },
  { Type: "Group" },
].map((grantee) => ({ grantee, permission: "READ" }));

test.each<[string, object]>([
  ["every kind of grantee", { acl: { owner: fragments.owner, grants } }],
  ["an owner without grants", { acl: { owner: "75aa", grants: [] } }],
  ["access points", { policy: delegated, accessPoints: [POINT] }],
  ["access points, and there are more", { accessPoints: { AccessPointList: [POINT], NextToken: "x" } }],
  ["an access point of another account", { accessPoints: [{ ...POINT, account: FOREIGN }] }],
  ["an access point without a policy", { accessPoints: [{ name: "bare" }] }],
  ["no access points", { accessPoints: [] }],
  ["the list of access points refused", { denied: ["ListAccessPoints"] }],
  ["policies of access points refused", { accessPoints: [POINT], denied: ["GetAccessPointPolicy"] }],
  ["tags", { tags: { classification: "sensitive", "a b": "" } }],
  ["AWS's own flag", { policyStatus: true }],
  ["accounts that are not all", { organization: { ...BUCKET.organization, accountsComplete: false } }],
  ["an organization without accounts", { organization: { id: "o-tide1234pl" } }],
  ["accounts outside", { knownExternalAccounts: [FOREIGN] }],
  ["an account that is not known", { account: undefined, region: undefined, organization: undefined }],
  ["a policy that cannot be read", { policy: '{"Statement":[{"Effect":"Maybe"}]}' }],
  ["a policy that says something twice", { policy: '{"Statement":[],"Statement":[]}' }],
  ...READ_NAMES.map((name): [string, object] => [`${name} refused`, { denied: [name] }]),
])("%s", (_what, other) => {
  const policy = '{ "Version": "2012-10-17" , "Statement": [] }';
  const facts = sampleBucket({ policy, ...other });
  const text = "policy" in other ? String(other.policy) : policy;
  expect(again(facts, text)).toEqual(facts);
});

test("the policy's text is described byte for byte", () => {
  const policy = '{ "Statement" : [] ,\n\t"Version": "2012-10-17" }';
  expect(descriptionOf(sampleBucket({ policy }), policy)).toMatchObject({ policy });
});

const open = parseBucketPolicy({ Statement: everyone });
const pointOf = (more: object) => ({ ...POINT, policy: present(open), ...more });

test.each<[string, object, string]>([
  ["a read that failed", { acl: failed("S3 answered 400") }, "GetBucketAcl"],
  [
    "the account's block that was not asked for",
    { accountPublicAccessBlock: failed("") },
    "GetAccountPublicAccessBlock",
  ],
  ["a policy without its text", { policy: present(open) }, "GetBucketPolicy"],
  [
    "an access point's policy without its text",
    { accessPoints: present({ list: [pointOf({ policyText: undefined })], more: false }) },
    "GetAccessPointPolicy",
  ],
  [
    "a read refused for one access point",
    {
      accessPoints: present({
        list: [
          pointOf({ policyText: '{"Statement":[]}' }),
          pointOf({ policyText: "{}", publicAccessBlock: denied }),
        ],
        more: false,
      }),
    },
    "GetAccessPoint",
  ],
])("%s is described as refused", (_what, facets, name) => {
  const facts = sampleBucket();
  const described = descriptionOf({ ...facts, facets: { ...facts.facets, ...facets } }, undefined);
  expect(described).toMatchObject({ denied: [name] });
});
