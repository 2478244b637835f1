import fc from "fast-check";
import { BUCKET, BUCKET_ARN } from "./sample";
import fragments from "./fragments.json";

const OWN = BUCKET.account;
const MEMBER = "310987654321";
const FOREIGN = "444455556666";
const ORG = BUCKET.organization.id;
const OTHER_ORG = "o-else5678wh";

const oneOrMany = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));

const awsName = fc.constantFrom(
  "*",
  OWN,
  MEMBER,
  FOREIGN,
  `arn:aws:iam::${OWN}:role/Writer`,
  `arn:aws:iam::${MEMBER}:role/Reader`,
  `arn:aws:iam::${FOREIGN}:role/Partner`,
  `arn:aws:sts::${FOREIGN}:assumed-role/Partner/ilse`,
  `arn:aws:iam::${FOREIGN}:role/*`,
  "arn:aws:iam::*:root",
  "AIDAEXAMPLEEXAMPLE123",
);

const principal: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant("*"),
  fc.record({ AWS: oneOrMany(awsName) }),
  fc.constantFrom(
    { Service: "cloudtrail.amazonaws.com" },
    { Federated: "graph.facebook.com" },
    { Federated: `arn:aws:iam::${FOREIGN}:saml-provider/Corp` },
    { CanonicalUser: fragments.owner },
    { CanonicalUser: "f9e8d7c6".repeat(8) },
  ),
);

const VALUES: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalOrgID": [ORG, OTHER_ORG, "o-*", "*", "${aws:ResourceOrgID}", ""],
  "aws:PrincipalOrgPaths": [`${ORG}/*`, `${ORG}/r-ab12/ou-ab12-11111111/`, `${OTHER_ORG}/*`, "o-*/r-ab12/*"],
  "aws:PrincipalAccount": [OWN, MEMBER, FOREIGN, "4*", "*", "anonymous"],
  "aws:PrincipalArn": [
    `arn:aws:iam::${FOREIGN}:role/Partner`,
    `arn:aws:iam::${MEMBER}:role/*`,
    `arn:aws:iam::${FOREIGN}:root`,
    `arn:aws:iam::${OWN}:role/Writer`,
    "arn:aws:iam::*:role/Partner",
    "*",
  ],
  "aws:userid": [
    "AROAEXAMPLEEXAMPLE123:*",
    "AIDAEXAMPLEEXAMPLE123",
    FOREIGN,
    `${MEMBER}:*`,
    "*",
    "anonymous",
  ],
  "aws:PrincipalIsAWSService": ["true", "false"],
  "aws:SourceAccount": [OWN, MEMBER, FOREIGN, "*"],
  "aws:SourceArn": [
    "arn:aws:s3:::tidepool-logs",
    `arn:aws:sns:us-west-2:${FOREIGN}:alerts`,
    "arn:aws:s3:::*",
  ],
  "aws:SourceVpc": ["vpc-0a1b2c3d", "vpc-*"],
  "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0", "2001:db8::/32"],
  "s3:DataAccessPointArn": [`arn:aws:s3:us-west-2:${OWN}:accesspoint/*`, "*"],
  "aws:SecureTransport": ["true", "false"],
  "aws:Referer": ["https://www.example.org/*"],
};

/** Keys whose values have one form: what AWS makes of another one, it does not say. */
const OF_ONE_FORM: ReadonlySet<string> = new Set(["aws:PrincipalOrgID", "aws:SourceIp"]);

const operator = fc
  .tuple(
    fc.constantFrom("", "", "", "ForAnyValue:", "ForAllValues:"),
    fc.constantFrom(
      "StringEquals",
      "StringNotEquals",
      "StringEqualsIgnoreCase",
      "StringLike",
      "StringNotLike",
      "ArnLike",
      "ArnNotEquals",
      "IpAddress",
      "NotIpAddress",
      "Bool",
      "Null",
      "StringDiffers",
    ),
    fc.constantFrom("", "", "IfExists"),
  )
  .map((parts) => parts.join(""));

const keyAndValues = fc
  .constantFrom(...Object.entries(VALUES))
  .chain(([key, values]) =>
    fc.tuple(
      fc.constant(key),
      oneOrMany(fc.constantFrom(...values, ...(OF_ONE_FORM.has(key) ? [] : ["false"]))),
    ),
  );

const condition = fc
  .array(fc.tuple(operator, keyAndValues), { maxLength: 2 })
  .map((entries) =>
    Object.fromEntries(entries.map(([written, [key, values]]) => [written, { [key]: values }])),
  );

const action = fc.constantFrom("s3:GetObject", "s3:Get*", "s3:ListBucket", "s3:PutObject", "s3:*", "*");
const resource = fc.constantFrom(
  BUCKET_ARN,
  `${BUCKET_ARN}/*`,
  `${BUCKET_ARN}/public/*`,
  `${BUCKET_ARN}*`,
  "*",
);

/** A statement as people write them, with the effect given. */
export function statement(effect: "Allow" | "Deny"): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(
      fc.tuple(fc.constantFrom("Principal", "Principal", "Principal", "NotPrincipal"), principal),
      fc.tuple(fc.constantFrom("Action", "Action", "Action", "NotAction"), oneOrMany(action)),
      fc.tuple(fc.constantFrom("Resource", "Resource", "Resource", "NotResource"), oneOrMany(resource)),
      condition,
    )
    .map(([who, what, where, when]) => ({
      Effect: effect,
      ...Object.fromEntries([who, what, where]),
      Condition: when,
    }));
}

export const statements = fc.array(fc.oneof(statement("Allow"), statement("Deny")), { maxLength: 4 });

export const SETTINGS = [
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
] as const;

const block = fc.record({
  BlockPublicAcls: fc.boolean(),
  IgnorePublicAcls: fc.boolean(),
  BlockPublicPolicy: fc.boolean(),
  RestrictPublicBuckets: fc.boolean(),
});

const acl = fc
  .constantFrom(...Object.values(fragments.acls))
  .map((grants) => ({ owner: fragments.owner, grants }));

const organization = fc.constantFrom(
  undefined,
  { id: ORG },
  { id: ORG, accounts: [OWN, MEMBER] },
  { id: OTHER_ORG, accounts: [OWN] },
);

const unblocked = {
  policy: statements.map((list) => ({ Version: "2012-10-17", Statement: list })),
  acl,
  ownership: fc.constantFrom("BucketOwnerEnforced", "ObjectWriter"),
  organization,
};

/** A bucket as `describeBucket` takes it, all of it read. */
export const bucket = fc.record(
  { ...unblocked, publicAccessBlock: block, accountPublicAccessBlock: block },
  { requiredKeys: ["policy"] },
);

/** A bucket without public access blocks. */
export const openBucket = fc.record(unblocked, { requiredKeys: ["policy"] });
