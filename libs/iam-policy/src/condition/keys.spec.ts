import { callerChooses, isCallerKey, isFlagAlwaysSent, isServiceKey, keyFacts } from "./keys";

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

test.each([
  ["aws:referer", true],
  ["aws:principaltag/team", true],
  ["s3:x-amz-acl", true],
  ["aws:principaltag", false],
  ["aws:principalarn", false],
  ["aws:federatedprovider", false],
])("a caller gives %s the value he likes: %s", (key, expected) => {
  expect(callerChooses(key)).toBe(expected);
});

test("keys of callers, of flags and of services are told apart", () => {
  const keys = [
    "aws:userid",
    "aws:sourceaccount",
    "aws:sourcevpc",
    "aws:viaawsservice",
    "aws:principalservicename",
  ];
  expect(keys.filter(isCallerKey)).toEqual(["aws:userid", "aws:sourceaccount", "aws:principalservicename"]);
  expect(keys.filter(isFlagAlwaysSent)).toEqual(["aws:viaawsservice"]);
  expect(keys.filter(isServiceKey)).toEqual(["aws:principalservicename"]);
});
