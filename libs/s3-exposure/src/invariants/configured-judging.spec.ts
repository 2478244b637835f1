import { configuredJudging } from "./configured-judging";
import { DEFAULT_INVARIANTS } from "./default-invariants";

const INVARIANTS = [{ name: "nothing-external", exposure: "organization" }];

test.each([
  ["nothing told", {}, { invariants: DEFAULT_INVARIANTS }],
  [
    "the organization",
    { SECURITY_AUTO_ORGANIZATION: '{"id":"o-a","accounts":["111122223333"],"name":"tidepool"}' },
    { organization: { id: "o-a", accounts: ["111122223333"] }, invariants: DEFAULT_INVARIANTS },
  ],
  [
    "the organization, its accounts not",
    { SECURITY_AUTO_ORGANIZATION: '{"id":"o-a"}' },
    { organization: { id: "o-a" }, invariants: DEFAULT_INVARIANTS },
  ],
  [
    "all the accounts of the organization",
    { SECURITY_AUTO_ORGANIZATION: '{"id":"o-a","accounts":["111122223333"],"accountsComplete":true}' },
    {
      organization: { id: "o-a", accounts: ["111122223333"], accountsComplete: true },
      invariants: DEFAULT_INVARIANTS,
    },
  ],
  ["invariants", { SECURITY_AUTO_INVARIANTS: JSON.stringify(INVARIANTS) }, { invariants: INVARIANTS }],
])("%s", (_what, variables, expected) => {
  expect(configuredJudging(variables)).toEqual(expected);
});

test.each([
  [{ SECURITY_AUTO_ORGANIZATION: "o-a" }, "environment variable SECURITY_AUTO_ORGANIZATION is no JSON"],
  [{ SECURITY_AUTO_ORGANIZATION: "null" }, "SECURITY_AUTO_ORGANIZATION: expected {"],
  [{ SECURITY_AUTO_ORGANIZATION: '{"id":"o-a","accounts":[1]}' }, "SECURITY_AUTO_ORGANIZATION: expected {"],
  [
    { SECURITY_AUTO_ORGANIZATION: '{"id":"o-a","accountsComplete":"yes"}' },
    "SECURITY_AUTO_ORGANIZATION: expected {",
  ],
  [{ SECURITY_AUTO_INVARIANTS: "" }, "environment variable SECURITY_AUTO_INVARIANTS is no JSON"],
  [
    { SECURITY_AUTO_INVARIANTS: '[{"name":"a"}]' },
    "environment variable SECURITY_AUTO_INVARIANTS: 0.exposure: ",
  ],
])("%j is refused", (variables, message) => {
  expect(() => configuredJudging(variables)).toThrow(message);
});
