import { isCallerKey, isServiceKey, keyFacts } from "./keys";

test.each([
  ["aws:principalorgpaths", { tells: "caller", shape: "text", many: true }],
  ["aws:sourcearn", { tells: "source", shape: "arn" }],
  ["aws:sourceip", { tells: "network", shape: "ip" }],
  ["aws:currenttime", { tells: "time", shape: "time" }],
  ["aws:securetransport", undefined],
  ["aws:PrincipalOrgID", undefined],
  ["constructor", undefined],
])("what is known of %s", (key, facts) => {
  expect(keyFacts(key)).toEqual(facts);
});

test("keys of callers and of services are told apart", () => {
  const keys = [
    "aws:userid",
    "aws:sourceaccount",
    "aws:sourcevpc",
    "aws:viaawsservice",
    "aws:principalservicename",
  ];
  expect(keys.filter(isCallerKey)).toEqual(["aws:userid", "aws:sourceaccount", "aws:principalservicename"]);
  expect(keys.filter(isServiceKey)).toEqual(["aws:principalservicename"]);
});
