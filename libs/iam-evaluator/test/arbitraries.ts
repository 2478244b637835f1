import fc from "fast-check";
import type { AcceptedPolicy, AcceptedStatement, PrincipalElement } from "@security-auto/iam-policy";

import type { AccessRequest, NamedPolicy, Policies } from "../src";
import { CAST } from "./cast";
import { named } from "./named";

/** Few words, so that policies and requests often meet. */
const actions = ["s3:GetObject", "s3:Get*", "sts:AssumeRole", "kms:Decrypt", "*", "S3:getobject"];
const resources = [
  "*",
  "arn:aws:s3:::reports/*",
  "arn:aws:s3:::reports/${aws:username}",
  "arn:aws:iam::111122223333:role/reader",
  "arn:aws:kms:us-west-2:111122223333:key/1",
  "arn:aws:s3*",
  "reports",
];
const principals: readonly PrincipalElement[] = [
  "*",
  { AWS: "*" },
  { AWS: ["111122223333", "arn:aws:iam::111122223333:user/alice"] },
  { AWS: "arn:aws:iam::111122223333:role/lambda-slaw-s3" },
  { Service: "events.amazonaws.com" },
  { Federated: "x", CanonicalUser: "y" },
  { AWS: "arn:aws:iam::*:root" },
  robot(),
];
/** A kind of principal that nobody knows. */
function robot(): PrincipalElement {
  const kinds: Record<string, string> = { Robot: "z" };
  return kinds;
}

const conditionSets = [
  { StringEquals: { "aws:SourceAccount": "111122223333" } },
  { StringNotEquals: { "aws:SourceAccount": ["111122223333", "x"], "aws:TagKeys": "a" } },
  { "ForAllValues:StringLike": { "aws:TagKeys": ["a*", "${aws:username}"] } },
  { "ForAnyValue:StringNotEqualsIfExists": { "aws:TagKeys": "a" } },
  { NumericLessThan: { "s3:max-keys": ["10", "ten"] } },
  { DateGreaterThan: { "aws:CurrentTime": "2024-01-01T00:00:00Z" } },
  { Null: { "aws:TagKeys": [true, "false"] } },
  { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "::/0"] }, Bool: { "aws:SecureTransport": true } },
  { StringMatches: { "aws:SourceAccount": "x" } },
  {},
];

const textsOf = (all: readonly string[]) =>
  fc.oneof(fc.constantFrom(...all), fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }));

/** One of the elements, or none where the grammar lets it be. */
const none = fc.constant({});

const statements = fc
  .tuple(
    fc.constantFrom<"Allow" | "Deny">("Allow", "Deny"),
    fc.oneof(fc.record({ Action: textsOf(actions) }), fc.record({ NotAction: textsOf(actions) })),
    fc.oneof(
      fc.record({ Resource: textsOf(resources) }),
      fc.record({ NotResource: textsOf(resources) }),
      none,
    ),
    fc.oneof(fc.record({ Condition: fc.constantFrom(...conditionSets) }), none),
  )
  .map(([Effect, action, resource, condition]): AcceptedStatement => ({
    Effect,
    ...action,
    ...resource,
    ...condition,
  }));

const naming = fc.oneof(
  fc.record({ Principal: fc.constantFrom(...principals) }),
  fc.record({ NotPrincipal: fc.constantFrom(...principals) }),
);

const resourceStatements = fc
  .tuple(statements, naming)
  .map(([statement, who]): AcceptedStatement => ({ ...statement, ...who }));

function policyOf(name: string, each: fc.Arbitrary<AcceptedStatement>): fc.Arbitrary<NamedPolicy> {
  return fc
    .record({
      Version: fc.constantFrom<"2012-10-17" | "2008-10-17">("2012-10-17", "2008-10-17"),
      Statement: fc.array(each, { maxLength: 3 }),
    })
    .map((document) => ({ name, document }));
}

export const policies: fc.Arbitrary<Policies> = fc.record(
  {
    identity: fc.array(policyOf("identity", statements), { maxLength: 2 }),
    resource: policyOf("resource", resourceStatements),
    boundary: policyOf("boundary", statements),
    session: fc.array(policyOf("session", statements), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const value = fc.constantFrom("111122223333", "a", "", "11", "2024-07-01", "10.1.2.3", "true", "alice");

export const requests: fc.Arbitrary<AccessRequest> = fc.record(
  {
    principal: fc.constantFrom(...Object.values(CAST)),
    action: fc.constantFrom("s3:GetObject", "s3:PutObject", "sts:AssumeRole", "kms:Decrypt"),
    resource: fc.constantFrom(
      "arn:aws:s3:::reports/alice",
      "arn:aws:iam::111122223333:role/reader",
      "arn:aws:kms:us-west-2:111122223333:key/1",
      "*",
    ),
    resourceAccount: fc.constantFrom("111122223333", "444455556666"),
    context: fc.dictionary(
      fc.constantFrom(
        "aws:SourceAccount",
        "aws:TagKeys",
        "s3:max-keys",
        "aws:CurrentTime",
        "aws:SourceIp",
        "aws:SecureTransport",
      ),
      fc.oneof(value, fc.array(value, { maxLength: 2 })),
    ),
  },
  { requiredKeys: ["principal", "action", "resource"] },
);

/** Documents of any content, in a form that the parser accepts. */
export const hostileDocuments: fc.Arbitrary<AcceptedPolicy> = fc
  .record({
    Version: fc.constantFrom("2012-10-17", "2008-10-17"),
    Statement: fc.array(
      fc.record(
        {
          Effect: fc.constantFrom("Allow", "Deny"),
          Action: hostileTexts(),
          Resource: hostileTexts(),
          Principal: fc.oneof(fc.constant("*"), fc.dictionary(hostileText(), hostileTexts(), { minKeys: 1 })),
          Condition: fc.dictionary(
            fc.oneof(
              fc.constantFrom("StringLike", "ArnLike", "DateEquals", "IpAddress", "Null"),
              hostileText(),
            ),
            fc.dictionary(hostileText(), fc.oneof(hostileTexts(), fc.double(), fc.boolean())),
          ),
        },
        { requiredKeys: ["Effect", "Action"] },
      ),
    ),
  })
  .map((document) => named("hostile", document).document);

function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: fc.constantFrom("*", "?", "$", "{", "}", ":", "/", "'", ",", "a", "\u0000", "😀") }),
    fc.constantFrom("__proto__", "constructor", "toString", "ForAllValues:", "IfExists", "${a:b}", "${"),
    fc.string(),
  );
}

function hostileTexts() {
  return fc.oneof(hostileText(), fc.array(hostileText(), { minLength: 1 }));
}
