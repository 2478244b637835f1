import {
  allow,
  BUCKET,
  type Described,
  MEMBER,
  ORGANIZATION,
  OWN,
  PARTNER,
  planFor,
  policyOf,
  SENSITIVE,
  STRANGER,
  TRAIL,
} from "../test/buckets";
import { expectedOf, foundFor, inside, type PlanCase } from "../test/plans";

/** A bucket whose data has to stay inside the organization. */
const sensitive = (policy: Described, more: Described = {}): Described => ({
  policy,
  tags: SENSITIVE,
  ...more,
});

const POLICY = ["PutBucketPolicy"];
const partner = allow("Partner", { AWS: PARTNER });
const member = allow("Member", { AWS: MEMBER });
const open = allow("Open", "*");
const organization = allow("Organization", "*", {
  Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
});
const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});
const exception = (account: string, expires = "2026-12-31") => ({
  account,
  owner: "security@example.com",
  reason: "audit",
  expires,
});
const ourDeny = (orgId: string) => ({
  Sid: "SecurityAutoOrganizationOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::tidepool-ledger", "arn:aws:s3:::tidepool-ledger/*"],
  Condition: {
    StringNotEqualsIfExists: { "aws:PrincipalOrgID": orgId },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  },
});

const cases: readonly PlanCase[] = [
  { what: "a member", bucket: sensitive(policyOf(member)), calls: [], after: "organization" },
  { what: "the organization", bucket: sensitive(policyOf(organization)), calls: [], after: "organization" },
  {
    what: "a partner",
    bucket: sensitive(policyOf(partner)),
    calls: POLICY,
    after: "private",
    stops: [PARTNER],
    keeps: [],
  },
  {
    what: "a partner's role",
    bucket: sensitive(policyOf(allow("Role", { AWS: `arn:aws:iam::${PARTNER}:role/Reader` }))),
    calls: POLICY,
    after: "private",
  },
  {
    what: "a partner and a member: the member stays",
    bucket: sensitive(policyOf(partner, member)),
    calls: POLICY,
    after: "organization",
    stops: ["Partner"],
    keeps: ["Member"],
  },
  {
    what: "both in one statement",
    bucket: sensitive(policyOf(allow("Both", { AWS: [PARTNER, MEMBER] }))),
    calls: POLICY,
    after: "organization",
    stops: [PARTNER],
    keeps: [MEMBER],
  },
  {
    what: "a partner, the organization and a service: the service keeps what it has",
    bucket: sensitive(policyOf(partner, organization, TRAIL)),
    calls: POLICY,
    after: "organization",
    stops: ["Partner"],
    keeps: ["Organization"],
  },
  {
    what: "another organization",
    bucket: sensitive(
      policyOf(allow("Other", "*", when("StringEquals", "aws:PrincipalOrgID", "o-else5678wh"))),
    ),
    calls: POLICY,
    after: "private",
  },
  {
    what: "a network",
    bucket: sensitive(policyOf(allow("Office", "*", when("IpAddress", "aws:SourceIp", "192.0.2.0/24")))),
    calls: POLICY,
    after: "organization",
  },
  {
    what: "everyone, of whom the organization keeps access",
    bucket: sensitive(policyOf(open)),
    calls: POLICY,
    after: "organization",
    stops: ["anyone on the internet"],
    keeps: [`organization ${ORGANIZATION}`],
  },
  {
    what: "any AWS account",
    bucket: sensitive(policyOf(allow("Any", { AWS: "*" }))),
    calls: POLICY,
    after: "organization",
  },
  {
    what: "everyone, and a service for the own account",
    bucket: sensitive(policyOf(open, TRAIL)),
    calls: POLICY,
    after: "organization",
  },
  {
    what: "everyone but a partner (NotPrincipal)",
    bucket: sensitive(policyOf(allow("NotPartner", undefined, { NotPrincipal: { AWS: PARTNER } }))),
    calls: POLICY,
    after: "organization",
  },
  {
    what: "everyone, twice",
    bucket: sensitive(
      policyOf(
        open,
        allow("Again", "*", { Action: "s3:ListBucket", Resource: "arn:aws:s3:::tidepool-ledger" }),
      ),
    ),
    calls: POLICY,
    after: "organization",
    stops: ["Open", "Again"],
  },
  {
    what: "a service that acts for a stranger",
    bucket: sensitive(
      policyOf(
        allow(
          "Config",
          { Service: "config.amazonaws.com" },
          when("StringEquals", "aws:SourceAccount", STRANGER),
        ),
      ),
    ),
    calls: POLICY,
    after: "private",
  },
  {
    what: "a partner, where new public policies are blocked: the policy is not public",
    bucket: sensitive(policyOf(partner), { publicAccessBlock: { BlockPublicPolicy: true } }),
    calls: POLICY,
    after: "private",
  },
  {
    what: "everyone, where new public policies are blocked: S3 would refuse the Deny",
    bucket: sensitive(policyOf(open), { publicAccessBlock: { BlockPublicPolicy: true } }),
    calls: ["PutPublicAccessBlock"],
    after: "private",
  },
  {
    what: "the same by the account's block",
    bucket: sensitive(policyOf(open), { accountPublicAccessBlock: { BlockPublicPolicy: true } }),
    calls: ["PutPublicAccessBlock"],
    after: "private",
  },
  {
    what: "everyone, cut off already",
    bucket: sensitive(policyOf(open), { publicAccessBlock: { RestrictPublicBuckets: true } }),
    calls: [],
    after: "private",
  },
  {
    what: "an account with an exception",
    bucket: sensitive(policyOf(partner)),
    invariants: inside({ except: [exception(PARTNER)] }),
    calls: [],
    after: "external",
  },
  {
    what: "an account with an exception stays in beside one without",
    bucket: sensitive(policyOf(partner, allow("Stranger", { AWS: STRANGER }))),
    invariants: inside({ except: [exception(PARTNER)] }),
    calls: POLICY,
    after: "external",
    stops: [STRANGER],
    keeps: [PARTNER],
  },
  {
    what: "an account whose exception has ended does not",
    bucket: sensitive(policyOf(partner, allow("Stranger", { AWS: STRANGER }))),
    invariants: inside({ except: [exception(PARTNER, "2026-05-31")] }),
    calls: POLICY,
    after: "private",
    stops: [PARTNER, STRANGER],
    keeps: [],
  },
  {
    what: "an account with an exception for another bucket does not",
    bucket: sensitive(policyOf(partner)),
    invariants: inside({ except: [{ ...exception(PARTNER), bucket: "another" }] }),
    calls: POLICY,
    after: "private",
  },
  {
    what: "a bucket with an exception",
    bucket: sensitive(policyOf(partner)),
    invariants: inside({ except: [{ ...exception(OWN), bucket: BUCKET.name }] }),
    calls: [],
    after: "external",
  },
  {
    what: "our Deny is there, and of another organization, which may be the partner's",
    bucket: sensitive(policyOf(partner, ourDeny("o-else5678wh"))),
    calls: [],
    after: "private..external",
    refused: "not certain",
  },
  {
    what: "our Deny is there and weakened",
    bucket: sensitive(policyOf(partner, { ...ourDeny(ORGANIZATION), Action: "s3:PutObject" })),
    calls: POLICY,
    after: "private",
  },
  {
    what: "our Deny is there as it has to be",
    bucket: sensitive(policyOf(partner, ourDeny(ORGANIZATION))),
    calls: [],
    after: "private",
  },
  {
    what: "an access point's policy, which was not read",
    bucket: sensitive(
      policyOf(allow("Delegate", "*", when("StringEquals", "s3:DataAccessPointAccount", OWN))),
    ),
    calls: [],
    after: "private..public",
    refused: "not certain",
  },
  {
    what: "an access point that is open to everyone",
    bucket: sensitive(
      policyOf(allow("Delegate", { AWS: "*" }, when("StringEquals", "s3:DataAccessPointAccount", OWN))),
      {
        accessPoints: [
          {
            name: "shared",
            policy: policyOf({
              ...open,
              Resource: `arn:aws:s3:us-west-2:${OWN}:accesspoint/shared/object/*`,
            }),
          },
        ],
      },
    ),
    calls: POLICY,
    after: "organization",
  },
  {
    what: "a partner, where the organization's accounts are not listed",
    bucket: sensitive(policyOf(partner), { organization: { id: ORGANIZATION } }),
    calls: [],
    after: "organization..external",
    refused: "not certain",
  },
  {
    what: "the same of an account known to be outside",
    bucket: sensitive(policyOf(partner), {
      organization: { id: ORGANIZATION },
      knownExternalAccounts: [PARTNER],
    }),
    calls: POLICY,
    after: "private",
  },
  {
    what: "everyone, where no organization is known: only the own account is certain",
    bucket: sensitive(policyOf(open), { organization: null }),
    calls: ["PutPublicAccessBlock"],
    after: "private",
  },
  {
    what: "a member, where only the own account is allowed",
    bucket: { policy: policyOf(member) },
    invariants: inside({ exposure: "private" }),
    calls: POLICY,
    after: "private",
  },
  {
    what: "a partner beside a caller whose account is not known: who that is stands in the sentence",
    bucket: sensitive(
      policyOf(
        partner,
        allow("Oai", { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE" }),
      ),
    ),
    calls: POLICY,
    after: "private..organization",
    stops: ["Partner", "CloudFront origin access identity"],
    keeps: ["CloudFront origin access identity"],
  },
  {
    what: "an action that is no reading",
    bucket: sensitive(
      policyOf(
        allow(
          "Write",
          { AWS: PARTNER },
          { Action: "s3:PutBucketPolicy", Resource: "arn:aws:s3:::tidepool-ledger" },
        ),
      ),
    ),
    calls: POLICY,
    after: "private",
  },
  {
    what: "another partition",
    bucket: sensitive(
      policyOf(allow("Partner", { AWS: PARTNER }, { Resource: "arn:aws-cn:s3:::tidepool-ledger/*" })),
      { region: "cn-north-1" },
    ),
    calls: POLICY,
    after: "private",
  },
];

test.each(cases)("$what", (one) => {
  expect(foundFor(one)).toEqual(expectedOf(one));
});

/** The statement that a plan appends or replaces. */
function written(bucket: Described, invariants = inside()): unknown {
  const [step] = planFor(bucket, invariants).steps;
  if (step?.call !== "PutBucketPolicy") throw new Error("no policy is written");
  const { Statement } = JSON.parse(step.parameters.Policy) as {
    readonly Statement: readonly { readonly Sid?: string }[];
  };
  return Statement.filter(({ Sid }) => Sid?.startsWith("SecurityAuto"));
}

test("the Deny is for everyone outside, and for no AWS service", () => {
  expect(written({ policy: policyOf(partner) })).toEqual([ourDeny(ORGANIZATION)]);
});

describe("a statement that is there with our Sid stays, whatever it says, and ours is numbered", () => {
  test.each([
    ["our Deny, weakened", { ...ourDeny(ORGANIZATION), Action: "s3:PutObject" }],
    [
      "a Deny that also stops a member",
      { ...ourDeny(ORGANIZATION), Condition: undefined, Action: "s3:PutObject" },
    ],
    ["an Allow for a member", { ...member, Sid: "SecurityAutoOrganizationOnly" }],
  ])("%s", (_, there) => {
    const standing = JSON.parse(JSON.stringify(there)) as Described;
    const ours = { ...ourDeny(ORGANIZATION), Sid: "SecurityAutoOrganizationOnly2" };
    expect(written({ policy: policyOf(partner, standing, member) })).toEqual([standing, ours]);
  });
});

test.each([
  ["whose members are not listed", undefined],
  ["of whose members some are listed", [MEMBER]],
])("the owner's account, in an organization %s, cannot lock itself out", (_, accounts) => {
  const organization = { id: ORGANIZATION, ...(accounts !== undefined && { accounts }) };
  expect(written({ policy: policyOf(open), organization })).toMatchObject([
    { Condition: { StringNotEqualsIfExists: { "aws:PrincipalAccount": OWN } } },
    {},
  ]);
});

test("an excepted account is named in it", () => {
  const policy = policyOf(partner, allow("Stranger", { AWS: STRANGER }));
  expect(written({ policy }, inside({ except: [exception(PARTNER)] }))).toMatchObject([
    {
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION, "aws:PrincipalAccount": PARTNER },
      },
    },
  ]);
});

test("in China it names the bucket by China's partition", () => {
  const policy = policyOf(
    allow("Partner", { AWS: PARTNER }, { Resource: "arn:aws-cn:s3:::tidepool-ledger/*" }),
  );
  expect(written({ policy, region: "cn-north-1" })).toMatchObject([
    { Resource: ["arn:aws-cn:s3:::tidepool-ledger", "arn:aws-cn:s3:::tidepool-ledger/*"] },
  ]);
});

test("where AWS services could act for anyone, a second Deny is for those that act for nobody inside", () => {
  expect(written({ policy: policyOf(open) })).toMatchObject([
    { Sid: "SecurityAutoOrganizationOnly" },
    {
      Sid: "SecurityAutoOrganizationOnlyServices",
      Condition: {
        Bool: { "aws:PrincipalIsAWSService": "true" },
        StringNotEqualsIfExists: { "aws:SourceOrgID": ORGANIZATION, "aws:SourceAccount": OWN },
        ArnNotLikeIfExists: { "aws:SourceArn": `arn:*:*:*:${OWN}:*` },
      },
    },
  ]);
});
