import { DEFAULT_INVARIANTS } from "@security-auto/s3-exposure";
import { parseRestrictConfiguration, writeRoleIn } from "./configuration";

const LEAST = {
  role: "security-auto-S3-restrict",
  readRole: "security-auto-s3-read",
  table: "security-auto",
  privateBus: "security-auto",
};
const HOME = { accountId: "111122223333", region: "eu-central-1" };

test("without invariants the default ones hold", () => {
  expect(parseRestrictConfiguration(LEAST)).toEqual({
    success: true,
    data: { ...LEAST, invariants: DEFAULT_INVARIANTS },
  });
});

test("what is done about a violation is part of it", () => {
  const invariants = [
    {
      name: "inside",
      exposure: "organization",
      respond: { mode: "enforce", after: "PT24H", perAccountPerHour: 3 },
    },
  ];
  expect(parseRestrictConfiguration({ ...LEAST, invariants })).toMatchObject({ data: { invariants } });
});

test.each<[what: string, more: object, path: string]>([
  ["no table", { table: "" }, "table"],
  [
    "a response that there is not",
    { invariants: [{ name: "a", exposure: "private", respond: { mode: "close" } }] },
    "invariants.0.respond.mode",
  ],
  [
    "a time in minutes",
    { invariants: [{ name: "a", exposure: "private", respond: { mode: "enforce", after: "PT5M" } }] },
    "invariants.0.respond.after",
  ],
  [
    "an account that is none",
    { organization: { id: "o-exampleorg1", accounts: ["1"] } },
    "organization.accounts.0",
  ],
  ["a misspelled key", { writeRoel: "role" }, ""],
])("%s is refused, and the field is named", (_what, more, path) => {
  expect(parseRestrictConfiguration({ ...LEAST, ...more })).toMatchObject({
    success: false,
    error: [{ path }],
  });
});

describe("the role that writes", () => {
  const roles = { writeRole: "security-auto-s3-restrict", ownWriteRole: "security-auto-s3-restrict-own" };

  test.each([
    [
      "in a member account",
      HOME,
      roles,
      "444455556666",
      "arn:aws:iam::444455556666:role/security-auto-s3-restrict",
    ],
    [
      "in the security account itself",
      HOME,
      roles,
      "111122223333",
      "arn:aws:iam::111122223333:role/security-auto-s3-restrict-own",
    ],
    [
      "in another partition",
      { ...HOME, region: "cn-north-1" },
      roles,
      "444455556666",
      "arn:aws-cn:iam::444455556666:role/security-auto-s3-restrict",
    ],
    ["where nothing may be written", HOME, {}, "444455556666", undefined],
  ])("%s", (_what, home, configuration, account, role) => {
    expect(writeRoleIn(configuration, home)(account)).toBe(role);
  });
});
