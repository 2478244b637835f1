import { evaluate } from "@security-auto/iam-evaluator";
import { parsePolicyDocument } from "@security-auto/iam-policy";
import { allow, deny, exposureOfPolicy, FOREIGN, ROLE } from "../test/kinds";
import { BUCKET, BUCKET_ARN } from "../test/sample";

const NAMED = `${BUCKET_ARN}/😀`;

/** What IAM answers to a role of another account, whose own policies allow everything, that reads an object. */
function answer(policy: object, resource = NAMED): string {
  const document = parsePolicyDocument(policy);
  if (!document.success) return "invalid";
  return evaluate(
    {
      principal: { kind: "aws", arn: ROLE, accountId: FOREIGN },
      action: "s3:GetObject",
      resource,
      resourceAccount: BUCKET.account,
    },
    {
      identity: [{ name: "own", document: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } } }],
      resource: { name: "bucket", document: document.data },
    },
  ).decision;
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
