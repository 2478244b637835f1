import { parseJudgeConfiguration } from "./configured-judging";
import { DEFAULT_INVARIANTS } from "./default-invariants";

const INVARIANTS = [{ name: "nothing-external", exposure: "organization" }];
const ROLES = { role: "judge", readRole: "reader" };

test.each<[what: string, file: object, data: object]>([
  ["nothing but the roles", {}, { invariants: DEFAULT_INVARIANTS }],
  [
    "the organization, its accounts not",
    { organization: { id: "o-a" } },
    { organization: { id: "o-a" }, invariants: DEFAULT_INVARIANTS },
  ],
  [
    "some accounts of the organization",
    { organization: { id: "o-a", accounts: ["111122223333"] } },
    { organization: { id: "o-a", accounts: ["111122223333"] }, invariants: DEFAULT_INVARIANTS },
  ],
  [
    "all the accounts of the organization",
    { organization: { id: "o-a", accounts: ["111122223333"], accountsComplete: true } },
    {
      organization: { id: "o-a", accounts: ["111122223333"], accountsComplete: true },
      invariants: DEFAULT_INVARIANTS,
    },
  ],
  [
    "a bus to put assessments on",
    { privateBus: "security-auto" },
    { privateBus: "security-auto", invariants: DEFAULT_INVARIANTS },
  ],
  ["invariants", { invariants: INVARIANTS }, { invariants: INVARIANTS }],
])("%s", (_what, file, data) => {
  expect(parseJudgeConfiguration({ ...ROLES, ...file })).toEqual({
    success: true,
    data: { ...ROLES, ...data },
  });
});

test.each<[file: unknown, path: string, message: string]>([
  [null, "", "expected object"],
  [{ readRole: "reader" }, "role", "a text"],
  [{ ...ROLES, readRole: "" }, "readRole", "a text that is not empty"],
  [{ ...ROLES, privateBus: "" }, "privateBus", "a text that is not empty"],
  [{ ...ROLES, organization: "o-a" }, "organization", "expected object"],
  [{ ...ROLES, organization: { id: "o-a", accounts: [1] } }, "organization.accounts.0", "12 digits"],
  [
    { ...ROLES, organization: { id: "o-a", accountsComplete: "yes" } },
    "organization.accountsComplete",
    "expected boolean",
  ],
  [{ ...ROLES, organization: { id: "o-a", name: "tidepool" } }, "organization", 'Unrecognized key: "name"'],
  [{ ...ROLES, invariants: "" }, "invariants", "a list of invariants"],
  [{ ...ROLES, invariants: [{ name: "a" }] }, "invariants.0.exposure", "one of private"],
  [{ ...ROLES, invariant: [] }, "", 'Unrecognized key: "invariant"'],
])("%j is refused", (file, path, message) => {
  expect(parseJudgeConfiguration(file)).toEqual({
    success: false,
    error: [{ path, message: expect.stringContaining(message) as string }],
  });
});
