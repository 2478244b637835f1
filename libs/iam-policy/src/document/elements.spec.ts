import { POLICY_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS, unknownElements } from "./elements";

test.each([
  ["a policy", { Version: "", Id: "", Statement: [] }, POLICY_ELEMENTS, []],
  [
    "a policy in lower case",
    { version: "", Statement: [], statement: [] },
    POLICY_ELEMENTS,
    ["version", "statement"],
  ],
  ["a statement", { Effect: "Allow", effect: "Deny", Until: "" }, STATEMENT_ELEMENTS, ["effect", "Until"]],
  ["principals", { AWS: "*", aws: "*", CanonicalUser: "" }, PRINCIPAL_KINDS, ["aws"]],
])("the members of %s that are no elements", (_what, object, elements, expected) => {
  expect(unknownElements(object, elements)).toEqual(expected);
});
