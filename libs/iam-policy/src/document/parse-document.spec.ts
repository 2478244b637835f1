import fc from "fast-check";

import { parsePolicyDocument } from "./parse-document";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const document = { Version: "2012-10-17", Statement: [statement] };

test.each([
  ["text", JSON.stringify(document)],
  ["a value", document],
  ["a single statement", { Statement: statement }],
  ["the old version", { ...document, Version: "2008-10-17" }],
  ["an id and a sid", { ...document, Id: "x", Statement: [{ ...statement, Sid: "y" }] }],
  ["lists", { Statement: { Effect: "Deny", NotAction: ["a:b", "a:c"], NotResource: ["arn:aws:s3:::b"] } }],
  ["principals by kind", { Statement: { ...statement, Principal: { AWS: ["1", "2"], Service: "x" } } }],
  ["everybody", { Statement: { ...statement, NotPrincipal: "*" } }],
  [
    "condition values of every kind",
    { Statement: { ...statement, Condition: { Bool: { a: true }, NumericEquals: { b: [1, "2"] } } } },
  ],
  ["an element it does not know", { ...document, Statement: [{ ...statement, Until: "2030" }] }],
])("%s is accepted, and comes back as it was", (_, input) => {
  const parsed = parsePolicyDocument(input);
  const expected: unknown = typeof input === "string" ? document : input;
  expect(parsed).toEqual({ success: true, data: expected });
});

test.each([
  ["{", "", /^is no JSON: /],
  ['{"Statement":[],"Statement":[]}', "", /^has a name twice$/],
  [String.raw`{"Statement":[],"\u0053tatement":[]}`, "", /^has a name twice$/],
  ["[]", "", /^expected an object, found a list$/],
  [null, "", /found null/],
  [{}, "Statement", /^expected a statement, found nothing$/],
  [{ Version: "2012-10-18", Statement: [] }, "Version", /"2012-10-17" or "2008-10-17", found "2012-10-18"/],
  [{ Id: 1, Statement: [] }, "Id", /expected a string, found a number/],
  [{ Statement: [statement, "x"] }, "Statement[1]", /expected a statement, found a string/],
  [
    { Statement: [{ ...statement, Effect: "allow" }] },
    "Statement[0].Effect",
    /"Allow" or "Deny", found "allow"/,
  ],
  [{ Statement: { ...statement, Sid: 1 } }, "Statement.Sid", /expected a string/],
  [{ Statement: { Effect: "Allow", Resource: "*" } }, "Statement", /^has neither Action nor NotAction$/],
  [{ Statement: { ...statement, NotAction: "a:b" } }, "Statement", /^has both Action and NotAction$/],
  [{ Statement: { ...statement, NotResource: "*" } }, "Statement", /^has both Resource and NotResource$/],
  [{ Statement: { ...statement, Action: [] } }, "Statement.Action", /^the list is empty$/],
  [
    { Statement: { ...statement, Action: ["a:b", 1] } },
    "Statement.Action[1]",
    /expected a string, found a number/,
  ],
  [{ Statement: { ...statement, Resource: null } }, "Statement.Resource", /found null/],
  [
    { Statement: { ...statement, Principal: "alice" } },
    "Statement.Principal",
    /expected "\*" or principals by kind/,
  ],
  [{ Statement: { ...statement, Principal: {} } }, "Statement.Principal", /^names no principal$/],
  [{ Statement: { ...statement, Principal: { AWS: 1 } } }, "Statement.Principal.AWS", /found a number/],
  [{ Statement: { ...statement, Condition: [] } }, "Statement.Condition", /expected operators, found a list/],
  [
    { Statement: { ...statement, Condition: { Bool: "x" } } },
    "Statement.Condition.Bool",
    /expected condition keys/,
  ],
  [
    { Statement: { ...statement, Condition: { Bool: { a: [null] } } } },
    "Statement.Condition.Bool.a[0]",
    /expected a string, number or boolean, found null/,
  ],
])("%j is refused with place and reason", (input, path, reason) => {
  const parsed = parsePolicyDocument(input);
  expect(parsed).toMatchObject({ success: false, error: { path } });
  expect(parsed.success ? "" : parsed.error.reason).toMatch(reason);
});

test("no value makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.json(), fc.string()), (input) => {
      expect(typeof parsePolicyDocument(input).success).toBe("boolean");
    }),
  );
});
