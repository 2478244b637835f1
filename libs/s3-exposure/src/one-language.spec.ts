import { type AccessRequest, evaluate, type NamedPolicy } from "@security-auto/iam-evaluator";
import { type AcceptedPolicy, parsePolicyDocument } from "@security-auto/iam-policy";
import fc from "fast-check";
import { statements } from "../test/arbitraries";
import { allow, deny, exposureOfPolicy, FOREIGN, ROLE } from "../test/kinds";
import { type ConcreteRequest, requests } from "../test/referee";
import { BUCKET, BUCKET_ARN, sampleBucket } from "../test/sample";
import { exceeds } from "./exposure";
import { exposureOfBucket } from "./exposure-of-bucket";

const NAMED = `${BUCKET_ARN}/😀`;

const OWN_POLICY: NamedPolicy = {
  name: "own",
  document: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
};

function decide(document: AcceptedPolicy, request: AccessRequest): string {
  const resource = { name: "bucket", document };
  return evaluate({ ...request, resourceAccount: BUCKET.account }, { identity: [OWN_POLICY], resource })
    .decision;
}

/** What IAM answers to a role of another account, whose own policies allow everything, that reads an object. */
function answer(policy: object): string {
  const document = parsePolicyDocument(policy);
  if (!document.success) return "invalid";
  const principal = { kind: "aws", arn: ROLE, accountId: FOREIGN } as const;
  return decide(document.data, { principal, action: "s3:GetObject", resource: NAMED });
}

/** What it shows, the policy, what IAM answers to a request of an outsider, and how far the policy opens the bucket. */
type Row = readonly [what: string, policy: object, decision: string, exposure: string];

const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
const open = allow({}, { Resource: NAMED });
const outsider = { Principal: { AWS: ROLE } };
const NOT_AN_ARN = ROLE.replace("arn:", "foo:");

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "a question mark is one character, also outside of the basic plane": [
    ["an object whose name it is", policy(open), "allowed", "public"],
    [
      "one question mark denies it",
      policy(open, deny({}, { Resource: `${BUCKET_ARN}/?` })),
      "explicitly denied",
      "private",
    ],
    [
      "two question marks do not",
      policy(open, deny({}, { Resource: `${BUCKET_ARN}/??` })),
      "allowed",
      "public",
    ],
    [
      "one between stars denies it",
      policy(open, deny({}, { Resource: `${BUCKET_ARN}/*?*` })),
      "explicitly denied",
      "private",
    ],
  ],
  "an ARN begins with arn, whatever has as many colons": [
    ["an ARN", policy(allow({ ArnLike: { "aws:PrincipalArn": ROLE } })), "allowed", "external"],
    [
      "a wildcard that takes it in",
      policy(allow({ ArnLike: { "aws:PrincipalArn": ROLE.replace("arn:", "*:") } })),
      "allowed",
      "external",
    ],
    [
      "something else in a condition",
      policy(allow({ ArnLike: { "aws:PrincipalArn": NOT_AN_ARN } })),
      "refused",
      "private..public",
    ],
    [
      "something else in a condition of a Deny",
      policy(open, deny({ ArnNotLike: { "aws:PrincipalArn": NOT_AN_ARN } })),
      "refused",
      "private..public",
    ],
    [
      "a name that is none is not the role's",
      policy(allow({}, { Principal: { AWS: NOT_AN_ARN } })),
      "implicitly denied",
      "private..external",
    ],
    [
      "something else as a resource",
      policy(allow({}, { ...outsider, Resource: NAMED.replace("arn:", "foo:") })),
      "refused",
      "private..public",
    ],
    [
      "something else as the resource of a Deny",
      policy(open, deny({}, { Resource: NAMED.replace("arn:", "foo:") })),
      "refused",
      "private..public",
    ],
  ],
  "operators are literal: AWS stores no policy with one in another case": [
    [
      "an operator",
      policy(allow({ StringEquals: { "aws:PrincipalAccount": FOREIGN } })),
      "allowed",
      "external",
    ],
    [
      "one in lower case",
      policy(allow({ stringequals: { "aws:PrincipalAccount": FOREIGN } })),
      "refused",
      "private..public",
    ],
    [
      "one in capitals, of a Deny",
      policy(open, deny({ STRINGEQUALS: { "aws:PrincipalAccount": FOREIGN } })),
      "refused",
      "private..public",
    ],
    [
      "a set in lower case",
      policy(allow({ "foranyvalue:StringEquals": { "aws:PrincipalAccount": FOREIGN } })),
      "refused",
      "private..public",
    ],
    [
      "a suffix in lower case",
      policy(allow({ StringEqualsifexists: { "aws:PrincipalAccount": FOREIGN } })),
      "refused",
      "private..public",
    ],
    [
      "IfExists for Null",
      policy(allow({ NullIfExists: { "aws:PrincipalAccount": "false" } })),
      "refused",
      "private..public",
    ],
    [
      "a condition key in another case is the same key",
      policy(allow({ StringEquals: { "AWS:principalACCOUNT": FOREIGN } })),
      "allowed",
      "external",
    ],
  ],
  "a key that is missing holds under IfExists, fails under ForAnyValue, and under both AWS does not say": [
    [
      "IfExists",
      policy(allow({ StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } })),
      "allowed",
      "public",
    ],
    [
      "ForAnyValue",
      policy(allow({ "ForAnyValue:StringEquals": { "aws:SourceOrgID": "o-else5678wh" } })),
      "implicitly denied",
      "external",
    ],
    [
      "both",
      policy(allow({ "ForAnyValue:StringEqualsIfExists": { "aws:SourceOrgID": "o-else5678wh" } })),
      "refused",
      "external..public",
    ],
    [
      "both in a Deny",
      policy(open, deny({ "ForAnyValue:StringNotEqualsIfExists": { "aws:SourceOrgID": "o-else5678wh" } })),
      "refused",
      "external..public",
    ],
  ],
  "elements are literal: AWS stores no policy with one in another case": [
    ["statements", { Version: "2012-10-17", statement: [open] }, "invalid", "private..public"],
    ["an effect", policy({ ...open, Effect: undefined, effect: "Allow" }), "invalid", "private..public"],
    ["a condition of an Allow", policy({ ...open, condition: {} }), "refused", "private..public"],
    ["a condition of a Deny", policy(open, { ...deny(), condition: {} }), "refused", "private..public"],
    ["a version", { version: "2012-10-17", Statement: [open] }, "refused", "private..public"],
    ["a kind of principals", policy(allow({}, { Principal: { aws: ROLE } })), "refused", "private..public"],
    [
      "a kind of principals in a Deny",
      policy(open, deny({}, { Principal: { aws: ROLE } })),
      "refused",
      "private..public",
    ],
  ],
};

describe.each(Object.entries(ROWS))("both evaluators: %s", (_, rows) => {
  test.each(rows)("%s", (_what, written, decision, exposure) => {
    expect([answer(written), exposureOfPolicy(written)]).toEqual([decision, exposure]);
  });
});

function principalOf({ keys }: ConcreteRequest): AccessRequest["principal"] {
  const {
    "aws:PrincipalServiceName": service,
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": accountId,
  } = keys;
  if (typeof service === "string") return { kind: "service", service };
  if (typeof arn !== "string" || typeof accountId !== "string") return { kind: "anonymous" };
  return { kind: "aws", arn, accountId };
}

test("no request that IAM allows goes beyond what is judged possible", () => {
  let allowed = 0;
  fc.assert(
    fc.property(statements, fc.nat(), (list, from) => {
      const policy = { Version: "2012-10-17", Statement: list };
      const document = parsePolicyDocument(policy);
      fc.pre(document.success);
      const { atMost } = exposureOfBucket(sampleBucket({ policy })).exposure;
      // A part of them, another for each policy.
      const asked = [...requests(true)].filter((_, index) => (index + from) % 17 === 0);
      for (const request of asked) {
        const { keys: context, action, resource, exposure } = request;
        if (
          decide(document.data, { principal: principalOf(request), action, resource, context }) !== "allowed"
        )
          continue;
        allowed += 1;
        expect([request, exceeds(exposure, atMost)]).toEqual([request, false]);
      }
    }),
    { numRuns: 60 },
  );
  expect(allowed).toBeGreaterThan(0);
});
