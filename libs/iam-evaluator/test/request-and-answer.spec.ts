import { evaluate } from "../src";
import { type Actor, CAST } from "./cast";
import { allow, decide, deny } from "./limits";

describe("what follows from the principal is in the request", () => {
  test.each<[Actor, string, string]>([
    ["alice", "aws:PrincipalIsAWSService", "false"],
    ["alice", "aws:PrincipalType", "User"],
    ["bob", "aws:username", "bob"],
    ["function", "aws:PrincipalType", "AssumedRole"],
    ["role", "aws:PrincipalType", "AssumedRole"],
    ["function", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/lambda-slaw-s3"],
    ["federatedUser", "aws:PrincipalType", "FederatedUser"],
    ["root", "aws:PrincipalType", "Account"],
    ["anybody", "aws:PrincipalType", "Anonymous"],
    ["anybody", "aws:PrincipalAccount", "anonymous"],
    ["eventbridge", "aws:PrincipalIsAWSService", "true"],
    ["eventbridge", "aws:PrincipalServiceName", "events.amazonaws.com"],
  ])("%s: %s is %s", (actor, key, value) => {
    const of = (wanted: string) =>
      decide(actor, {
        resource: [deny("it", { Principal: "*", Condition: { StringEquals: { [key]: wanted } } })],
      }).decision;
    expect(of(value)).toBe("explicitly denied");
    expect(of(`${value}-2`)).not.toBe("explicitly denied");
  });
});

test("only a key of KMS, and no alias, is closed to the policies of identities", () => {
  const of = (name: string) =>
    decide(
      "alice",
      { identity: [allow("all", { Action: "kms:*" })] },
      { action: "kms:Decrypt", resource: `arn:aws:kms:us-west-2:111122223333:${name}` },
    ).decision;
  expect([of("key/1"), of("alias/one")]).toEqual(["implicitly denied", "allowed"]);
});

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
test.each([
  ["sts:AssumeRole", "implicitly denied"],
  ["STS:assumerole", "implicitly denied"],
  ["sts:AssumeRoleWithSAML", "allowed"],
  ["sts:TagSession", "allowed"],
])("the root user of an account may not assume a role: %s is %s", (action, expected) => {
  const trust = allow("trust", {
    Action: "sts:*",
    Resource: undefined,
    Principal: { AWS: "111122223333" },
  });
  const { decision } = decide(
    "root",
    { resource: [trust] },
    { action, resource: "arn:aws:iam::111122223333:role/lambda-slaw-s3" },
  );
  expect(decision).toBe(expected);
});

test("only in a trust policy a statement names no resource", () => {
  const statement = { ...allow("all", { Principal: "*" }), Resource: undefined };
  expect(decide("alice", { resource: [statement] })).toMatchObject({
    decision: "refused",
    unsupported: [{ what: "statement without a resource" }],
  });
});

test("a refusal names the owner that is not known beside what else is not", () => {
  const doubtful = allow("all", { Condition: { Unheard: { "a:b": "c" } } });
  const request = { principal: CAST.alice, action: "s3:GetObject", resource: "arn:aws:s3:::reports/1" };
  const document = { Version: "2012-10-17", Statement: [doubtful] } as const;
  expect(evaluate(request, { identity: [{ name: "mine", document }] })).toMatchObject({
    decision: "refused",
    unsupported: [
      { what: "condition operator", name: "Unheard", where: "mine: Statement[0].Condition.Unheard.a:b" },
      { what: "owner of the resource" },
    ],
  });
});

test("an element of the policy that nobody knows is named with its policy", () => {
  const document = { Version: "2012-10-17", Until: "2030", Statement: [allow("all")] } as const;
  const request = { principal: CAST.alice, action: "s3:GetObject", resource: "*" };
  expect(evaluate(request, { identity: [{ name: "mine", document }] })).toMatchObject({
    decision: "refused",
    unsupported: [{ what: "policy element", name: "Until", where: "mine" }],
  });
});

test.each([
  [
    "the first of two as near",
    ["one", "two"].map((sid) => allow(sid, { Resource: "arn:aws:s3:::x" })),
    '"one"',
  ],
  ["none that is about another action", [allow("other", { Action: "s3:PutObject" })], undefined],
])("the nearest statement is %s", (_, identity, name) => {
  const { because } = decide("alice", { identity });
  expect(because.includes("nearest")).toBe(name !== undefined);
  expect(because).toContain(name ?? "do not allow it");
});
