import {
  allow,
  type Described,
  MEMBER,
  OWN,
  PARTNER,
  planFor,
  policyOf,
  SENSITIVE,
  TRAIL,
} from "../test/buckets";
import { expectedOf, foundFor, type PlanCase } from "../test/plans";

const open = allow("Open", "*");
const partner = allow("Partner", { AWS: PARTNER });
const member = allow("Member", { AWS: MEMBER });
const own = allow("Own", { AWS: `arn:aws:iam::${OWN}:role/Reader` });
const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});
const BLOCK = ["PutPublicAccessBlock"];
const POLICY = ["PutBucketPolicy"];

/** Buckets of which only the limit `external` is asked: nothing public. */
const cases: readonly PlanCase[] = [
  { what: "no policy", bucket: {}, calls: [], after: "private" },
  { what: "a partner", bucket: { policy: policyOf(partner) }, calls: [], after: "external" },
  {
    what: "everyone",
    bucket: { policy: policyOf(open) },
    calls: BLOCK,
    after: "private",
    stops: ["Open"],
    keeps: [],
  },
  {
    what: "any AWS account",
    bucket: { policy: policyOf(allow("Any", { AWS: "*" })) },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone, and the own account by name: nobody else loses",
    bucket: { policy: policyOf(open, own) },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone, and a service for the own account: it keeps access under the block",
    bucket: { policy: policyOf(open, TRAIL) },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone, and a partner in another statement: the partner stays",
    bucket: { policy: policyOf(open, partner) },
    calls: POLICY,
    after: "external",
    stops: ["Open"],
    keeps: ["Partner"],
  },
  {
    what: "everyone, and a member in another statement",
    bucket: { policy: policyOf(member, open) },
    calls: POLICY,
    after: "organization",
    stops: ["Open"],
    keeps: ["Member"],
  },
  {
    what: "everyone and a partner in statements without a Sid",
    bucket: { policy: policyOf({ ...open, Sid: "" }, { ...partner, Sid: "" }) },
    calls: POLICY,
    after: "external",
    stops: ['"statement 1" (s3:GetObject): it allows anyone on the internet'],
    keeps: [`it allows account ${PARTNER}`],
  },
  {
    what: "everyone in a statement whose Sid is another's place",
    bucket: { policy: policyOf({ ...open, Sid: "statement 1" }, { ...partner, Sid: "" }) },
    calls: POLICY,
    after: "external",
    stops: ["anyone on the internet"],
    keeps: [`it allows account ${PARTNER}`],
  },
  {
    what: "everyone in two statements around a partner",
    bucket: { policy: policyOf(open, partner, allow("Again", { AWS: "*" })) },
    calls: POLICY,
    after: "external",
    stops: ["Open", "Again"],
    keeps: ["Partner"],
  },
  {
    what: "everyone in two statements, and nobody else",
    bucket: { policy: policyOf(open, allow("Again", { AWS: "*" })) },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone but a partner (NotPrincipal), beside a partner",
    bucket: { policy: policyOf(allow("NotPartner", undefined, { NotPrincipal: { AWS: PARTNER } }), partner) },
    calls: POLICY,
    after: "external",
  },
  {
    what: "everyone over TLS",
    bucket: { policy: policyOf(allow("Tls", "*", when("Bool", "aws:SecureTransport", "true"))) },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone with a referer, which anybody can send",
    bucket: {
      policy: policyOf(allow("Referer", "*", when("StringLike", "aws:Referer", "https://www.example.org/*"))),
    },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "a network is a known set of callers",
    bucket: { policy: policyOf(allow("Office", "*", when("IpAddress", "aws:SourceIp", "192.0.2.0/24"))) },
    calls: [],
    after: "external",
  },
  {
    what: "all addresses are everyone",
    bucket: { policy: policyOf(allow("Everywhere", "*", when("IpAddress", "aws:SourceIp", "0.0.0.0/0"))) },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone, of whom a Deny leaves the organization: public by AWS's flag alone",
    bucket: {
      policy: policyOf(open, {
        ...allow("Perimeter", "*", when("StringNotEquals", "aws:PrincipalOrgID", "o-tide1234pl")),
        Effect: "Deny",
      }),
      policyStatus: true,
    },
    calls: [],
    after: "organization",
  },
  {
    what: "everyone, where the account restricts public buckets",
    bucket: { policy: policyOf(open), accountPublicAccessBlock: { RestrictPublicBuckets: true } },
    calls: [],
    after: "private",
  },
  {
    what: "everyone and a partner, where new public policies are blocked: the policy without everyone is not public",
    bucket: { policy: policyOf(open, partner), publicAccessBlock: { BlockPublicPolicy: true } },
    calls: POLICY,
    after: "external",
  },
  {
    what: "everyone, where flags of the block are on that stay on",
    bucket: { policy: policyOf(open), publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true } },
    calls: BLOCK,
    after: "private",
  },
  {
    what: "everyone, of a sensitive bucket with an invariant that it keeps to",
    bucket: { policy: policyOf(open), tags: SENSITIVE },
    invariants: [{ name: "nothing-public", exposure: "external" }],
    calls: BLOCK,
    after: "private",
  },
  {
    what: "a service that acts for anyone: not certain, so nothing is planned",
    bucket: { policy: policyOf(allow("Sns", { Service: "sns.amazonaws.com" })) },
    calls: [],
    after: "private..public",
    refused: "not certain",
  },
  {
    what: "everyone beside such a service: no change of ours is enough",
    bucket: { policy: policyOf(open, allow("Sns", { Service: "sns.amazonaws.com" })) },
    calls: [],
    after: "public",
    refused: "certain to be enough",
  },
];

test.each(cases)("$what", (one) => {
  expect(foundFor(one)).toEqual(expectedOf(one));
});

const NOTHING_PUBLIC = [{ name: "nothing-public", exposure: "external" }] as const;

/** The policy's text after the plan. */
function textAfter(policy: string | Described): string {
  const [step] = planFor({ policy }, NOTHING_PUBLIC).steps;
  if (step?.call !== "PutBucketPolicy") throw new Error("no policy is written");
  return step.parameters.Policy;
}

describe("the policy is a text", () => {
  const [first, second, third] = [open, partner, member].map((one) => JSON.stringify(one, undefined, 1)) as [
    string,
    string,
    string,
  ];
  test.each([
    ["the first is removed", [first, second, third], [second, third], " , \n"],
    ["the one between is removed", [second, first, third], [second, third], " , \n"],
    ["the last is removed", [second, third, first], [second, third], " , \n"],
    ["a minified one stays minified", [first, second], [second], ","],
  ] as const)("%s", (_, before, after, between) => {
    const text = (list: readonly string[]) =>
      `\n{ "Statement":  [ ${list.join(between)} ],"Id":"\\u00e4", "Version":"2012-10-17"}  `;
    expect(textAfter(text(before))).toBe(text(after));
  });
});

test("a Sid cannot end its quotation in a sentence", () => {
  const Sid = 'Open" (s3:GetObject): it allows nobody\nApproved';
  const { steps, stops } = planFor({ policy: policyOf({ ...open, Sid }, partner) }, NOTHING_PUBLIC);
  const quoted = String.raw`"Open\" (s3:GetObject): it allows nobody\nApproved"`;
  expect(steps).toMatchObject([{ because: expect.stringContaining(quoted) as string }]);
  expect(stops).toEqual([`bucket policy ${quoted} (s3:GetObject): it allows anyone on the internet`]);
});

test("each flag of the block that was on stays on, and what the plan needs is added", () => {
  const bucket = { policy: policyOf(open), publicAccessBlock: { IgnorePublicAcls: true } };
  const { steps, undo } = planFor(bucket, NOTHING_PUBLIC);
  const block = { BlockPublicAcls: false, IgnorePublicAcls: true };
  expect(steps).toMatchObject([
    {
      parameters: {
        PublicAccessBlockConfiguration: { ...block, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      },
    },
  ]);
  expect(undo).toMatchObject([
    {
      call: "PutPublicAccessBlock",
      parameters: {
        PublicAccessBlockConfiguration: { ...block, BlockPublicPolicy: false, RestrictPublicBuckets: false },
      },
    },
  ]);
});
