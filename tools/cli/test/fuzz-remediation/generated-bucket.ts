import fc from "fast-check";
import { FOREIGN, MEMBER, OWNER } from "../remediation/enforcing-stack";

type Described = Readonly<Record<string, unknown>>;

/** Statements of a bucket's policy, those that open it and those that do not. */
const statementsFor = (arn: string): readonly Described[] => {
  const allow = (Sid: string, Principal: unknown, more: Described = {}): Described => ({
    Sid,
    Effect: "Allow",
    Principal,
    Action: ["s3:GetObject", "s3:ListBucket"],
    Resource: [arn, `${arn}/*`],
    ...more,
  });
  const trail = { StringEquals: { "aws:SourceAccount": OWNER } };
  return [
    allow("Everyone", "*"),
    allow("AnyAccount", { AWS: "*" }),
    allow("Partner", { AWS: FOREIGN }),
    allow("Stranger", { AWS: "arn:aws:iam::999988887777:role/Reader" }),
    allow("Member", { AWS: `arn:aws:iam::${MEMBER}:root` }),
    allow("Organization", "*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } } }),
    allow("OtherOrganization", "*", {
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-else5678wh" } },
    }),
    allow("Office", "*", { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }),
    allow("AnyService", { Service: "sns.amazonaws.com" }),
    allow("Trail", { Service: "cloudtrail.amazonaws.com" }, { Action: "s3:PutObject", Condition: trail }),
    { ...allow("DenyPlain", "*"), Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { ...allow("SecurityAutoOrganizationOnly", { AWS: FOREIGN }), Effect: "Deny" },
  ];
};

const OWNER_ID = "75aa".repeat(16);

const grant = fc.constantFrom(
  { grantee: OWNER_ID, permission: "FULL_CONTROL" },
  { grantee: "AllUsers", permission: "READ" },
  { grantee: "AuthenticatedUsers", permission: "READ_ACP" },
  { grantee: "9bb1".repeat(16), permission: "FULL_CONTROL" },
  { grantee: "LogDelivery", permission: "WRITE" },
);

const block = fc.option(
  fc.record({
    BlockPublicAcls: fc.boolean(),
    IgnorePublicAcls: fc.boolean(),
    BlockPublicPolicy: fc.boolean(),
    RestrictPublicBuckets: fc.boolean(),
  }),
  { nil: null },
);

/** How a policy's text may be written. */
const written = (statements: readonly Described[]) => {
  const policy = { Version: "2012-10-17", Statement: statements };
  return fc.constantFrom(
    JSON.stringify(policy),
    JSON.stringify(policy, undefined, 2),
    `${JSON.stringify(policy)}\n`,
  );
};

/** Buckets of policies x ACLs x blocks, under one name. */
export const generatedBucket = (name: string) =>
  fc
    .record({
      statements: fc.subarray([...statementsFor(`arn:aws:s3:::${name}`)], { minLength: 1, maxLength: 4 }),
      grants: fc.uniqueArray(grant, { maxLength: 4 }),
      publicAccessBlock: block,
      ownership: fc.constantFrom("ObjectWriter", "BucketOwnerPreferred", "BucketOwnerEnforced"),
    })
    .chain(({ statements, grants, ...rest }) =>
      written(statements).map((policy) => ({
        ...rest,
        ...{ name, policy, acl: { owner: OWNER_ID, grants } },
      })),
    );
