import { type BucketFacts, describeBucket, type RespondingInvariant } from "@security-auto/s3-exposure";
import * as fc from "fast-check";
import { planRemediation, type RemediationPlan } from "../src";

export const NOW = new Date("2026-06-15T12:00:00Z");
export const OWN = "210987654321";
export const MEMBER = "310987654321";
export const PARTNER = "444455556666";
export const STRANGER = "999988887777";
export const ORGANIZATION = "o-tide1234pl";
const ARN = "arn:aws:s3:::tidepool-ledger";

/** The bucket all cases are about. */
export const BUCKET = {
  name: "tidepool-ledger",
  account: OWN,
  region: "us-west-2",
  ownership: "ObjectWriter",
  organization: { id: ORGANIZATION, accounts: [OWN, MEMBER] },
} as const;

export const SENSITIVE = { classification: "sensitive" };

export type Described = Readonly<Record<string, unknown>>;

/** The facts and the policy's text of a bucket, described as for `plan`. */
export function bucketOf(more: Described): {
  readonly facts: BucketFacts;
  readonly policyText: string | undefined;
} {
  const input = { ...BUCKET, ...more };
  const described = describeBucket(input);
  if (!described.success) throw new Error(JSON.stringify(described.error));
  const policy = (input as Described)["policy"];
  const policyText = typeof policy === "string" || policy === undefined ? policy : JSON.stringify(policy);
  return { facts: described.data, policyText };
}

export const planFor = (
  more: Described,
  invariants: readonly RespondingInvariant[],
  now = NOW,
): RemediationPlan => planRemediation(bucketOf(more), { invariants, now });

/** An Allow to read objects, with something else about it. */
export const allow = (Sid: string, Principal: unknown, more: Described = {}): Described => ({
  Sid,
  Effect: "Allow",
  Principal,
  Action: "s3:GetObject",
  Resource: `${ARN}/*`,
  ...more,
});

export const policyOf = (...Statement: readonly Described[]): Described => ({
  Version: "2012-10-17",
  Statement,
});

export const TRAIL = allow(
  "Trail",
  { Service: "cloudtrail.amazonaws.com" },
  { Action: "s3:PutObject", Condition: { StringEquals: { "aws:SourceAccount": OWN } } },
);

const statement = fc.constantFrom<Described>(
  allow("Everyone", "*"),
  allow(
    "AnyAccount",
    { AWS: "*" },
    { Action: ["s3:GetObject", "s3:ListBucket"], Resource: [ARN, `${ARN}/*`] },
  ),
  allow("Partner", { AWS: PARTNER }),
  allow("Stranger", { AWS: `arn:aws:iam::${STRANGER}:role/Reader` }),
  allow("Member", { AWS: `arn:aws:iam::${MEMBER}:root` }),
  allow("Organization", "*", { Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } } }),
  allow("OtherOrganization", "*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-else5678wh" } } }),
  allow("Office", "*", { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }),
  allow("NotPartner", undefined, { NotPrincipal: { AWS: PARTNER } }),
  allow("AnyService", { Service: "sns.amazonaws.com" }),
  TRAIL,
  { ...allow("DenyInsecure", "*"), Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } },
  { ...allow("DenyStranger", { AWS: STRANGER }), Effect: "Deny" },
  {
    ...allow("SecurityAutoOrganizationOnly", "*"),
    Effect: "Deny",
    Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-else5678wh" } },
  },
);

const grant = fc.constantFrom(
  { grantee: "AllUsers", permission: "READ" },
  { grantee: "AuthenticatedUsers", permission: "WRITE" },
  { grantee: PARTNER, permission: "FULL_CONTROL" },
  { grantee: MEMBER, permission: "READ" },
  { grantee: "LogDelivery", permission: "WRITE" },
);

const block = fc.option(
  fc.record({
    BlockPublicAcls: fc.boolean(),
    IgnorePublicAcls: fc.boolean(),
    BlockPublicPolicy: fc.boolean(),
    RestrictPublicBuckets: fc.boolean(),
  }),
  { nil: undefined },
);

/** How a policy's text may be written. */
const written = (policy: Described | undefined) =>
  policy === undefined
    ? fc.constant(undefined)
    : fc.constantFrom(
        JSON.stringify(policy),
        JSON.stringify(policy, undefined, 2),
        ` ${JSON.stringify(policy)}\n`,
      );

/** Buckets of policies x ACLs x blocks. */
export const buckets: fc.Arbitrary<Described> = fc
  .record({
    statements: fc.option(fc.uniqueArray(statement, { minLength: 1, maxLength: 4 }), { nil: undefined }),
    grants: fc.uniqueArray(grant, { maxLength: 4 }),
    publicAccessBlock: block,
    accountPublicAccessBlock: block,
    ownership: fc.constantFrom("ObjectWriter", "BucketOwnerPreferred", "BucketOwnerEnforced"),
    tags: fc.constantFrom({}, SENSITIVE),
  })
  .chain(({ statements, grants, ...rest }) =>
    written(statements === undefined ? undefined : policyOf(...statements)).map((policy) => ({
      ...rest,
      acl: { owner: "75aa", grants },
      ...(policy !== undefined && { policy }),
    })),
  );

const limit = fc.constantFrom("private", "organization", "external");

export const invariantLists: fc.Arbitrary<readonly RespondingInvariant[]> = fc.uniqueArray(
  fc.record(
    {
      name: fc.constantFrom("one", "two"),
      exposure: limit,
      objects: fc.constant("not-public"),
      respond: fc.record({ mode: fc.constantFrom("observe", "approve", "enforce") }),
      except: fc.constantFrom(
        [],
        [{ account: PARTNER, owner: "ilse", reason: "audit", expires: "2026-12-31" }],
      ),
    },
    { requiredKeys: ["name", "exposure"] },
  ),
  { minLength: 1, maxLength: 2, selector: ({ name }) => name },
);
