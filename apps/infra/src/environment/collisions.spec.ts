import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { ENFORCED, LEAST, SWITCHED_ON, type Settings } from "../../test/synthesized";
import { describeProblem } from "./environment";
import { loadEnvironment } from "./load-environment";

const folder = temporaryFolder();
let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(folder.path, "environments-"));
});

/** What loading `prod` says with `staging` beside it. */
function clashes(prod: Settings, staging: Settings): readonly string[] {
  writeFileSync(join(directory, "prod.json"), JSON.stringify(fileOf(prod)));
  writeFileSync(join(directory, "staging.json"), JSON.stringify(fileOf(staging)));
  const loaded = loadEnvironment(directory, "prod");
  return loaded.success ? [] : loaded.error.map(describeProblem);
}

/** A file with every switch on, in which somebody may ask for an assessment. */
function fileOf(settings: Settings): Settings {
  const { account = LEAST.account } = settings;
  const assessmentRequesters = [`arn:aws:iam::${String(account)}:role/security-operator`];
  return { ...LEAST, ...SWITCHED_ON, assessmentRequesters, ...settings };
}

const EVERY_NAME = [
  "names.bus",
  "names.organizationStatement",
  "names.rule",
  "names.privateBus",
  "names.requestRule",
  "names.requestQueue",
  "names.topic",
  "names.publishRole",
  "names.failureQueue",
  "names.alarmTopic",
  "names.failureAlarm",
  "names.dashboard",
  // The function itself, and its log group.
  "functions.s3.functionName",
  "functions.s3.functionName",
  "functions.s3.roleName",
  "functions.s3.invokeRoleName",
  "names.ownForwardRule",
  "names.ownForwardRole",
];

const ROLES = EVERY_NAME.filter((name) => /role(Name)?$/i.test(name));

/** The settings that the clashes are about, in order. */
const settingsIn = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => / ([\w.]+):/.exec(line)?.[1] ?? line);

test("two environments of one account and region with default names clash in each of them", () => {
  expect(settingsIn(clashes({}, {}))).toEqual(EVERY_NAME);
});

test("a clash names both files and the name", () => {
  const [first] = clashes({}, {});
  expect(first).toBe(
    `${join(directory, "prod.json")}: names.bus: event bus "SecurityAutomation" is also made by ${join(directory, "staging.json")} in the same account; give one of them another name or a names.suffix`,
  );
});

test("what is in the stack by a switch of a function clashes too", () => {
  const claimed = settingsIn(clashes(ENFORCED, ENFORCED));
  expect(claimed.filter((name) => !EVERY_NAME.includes(name)).sort()).toEqual(
    [
      "names.table",
      "names.findingsTopic",
      "names.assessedRule",
      "names.restrictQueue",
      "names.violatedRule",
      "names.remediationRule",
      "names.remediationRole",
      "names.ownRestrictRole",
      ...["findings", "restrict"].flatMap((key) => [
        `functions.${key}.functionName`,
        `functions.${key}.functionName`,
        `functions.${key}.roleName`,
      ]),
      "functions.findings.invokeRoleName",
    ].sort(),
  );
});

test("the role to write with in the security account may not be the function's own, whatever the case", () => {
  const names = { ownRestrictRole: "security-auto-s3-restrict" };
  const other = { account: "444455556666" };
  expect(settingsIn(clashes({ ...ENFORCED, names }, other))).toEqual(["functions.restrict.roleName"]);
  // Nobody makes it where nothing is written.
  expect(clashes({ ...ENFORCED, invariants: [], names }, other)).toEqual([]);
});

test("members of one unit get one role to write with from each environment", () => {
  const members = { organizationalUnits: ["ou-ab12-cdef3456"], regions: ["us-west-2"] };
  const names = { suffix: "-b", restrictRole: "security-auto-s3-restrict" };
  const found = settingsIn(
    clashes({ ...ENFORCED, members }, { ...ENFORCED, members, names, account: "444455556666" }),
  );
  expect(found).toEqual(["names.restrictRole"]);
});

test("heartbeats of two environments change buckets of their own, in the security account and in members of one unit", () => {
  const beating = { privateBus: true, findings: true, sweep: true, heartbeat: true };
  const heartbeats = (found: readonly string[]) =>
    settingsIn(found)
      .filter((name) => name.startsWith("names.heartbeat"))
      .sort();
  const claimed = ["names.heartbeatBucket", "names.heartbeatRole", "names.heartbeatSchedule"];
  const own = { ...beating, watchSecurityAccount: true };
  expect(heartbeats(clashes(own, own))).toEqual(claimed);
  const members = { organizationalUnits: ["ou-ab12-cdef3456"], regions: ["us-west-2"] };
  const inUnit = { ...beating, members };
  // With sweep the member stack is in us-east-1 too.
  expect(heartbeats(clashes(inUnit, { ...inUnit, account: "444455556666" }))).toEqual(
    claimed.flatMap((name) => [name, name]),
  );
  const unwatched = { ...beating, watchSecurityAccount: false };
  expect(heartbeats(clashes(unwatched, unwatched))).toEqual([]);
});

describe("no clash", () => {
  test.each<[string, Settings, Settings]>([
    ["with a suffix", {}, { names: { suffix: "-staging" } }],
    ["in another account", {}, { account: "444455556666" }],
    [
      "with a suffix, on the other's bus",
      {},
      { bus: { create: false }, names: { suffix: "-b", bus: "SecurityAutomation" } },
    ],
    [
      "both on a bus that is there, with a suffix",
      { bus: { create: false }, names: { bus: "default" } },
      { bus: { create: false }, names: { bus: "default", suffix: "-b" } },
    ],
  ])("%s", (_, prod, staging) => {
    expect(clashes(prod, staging)).toEqual([]);
  });
});

describe("a clash in", () => {
  test.each<[string, Settings, Settings, readonly string[]]>([
    [
      "the roles, when names differ in case only",
      { names: { suffix: "-b" } },
      { names: { suffix: "-B" } },
      ROLES,
    ],
    // The forwarding's has the region in its name.
    [
      "the roles only, in another region",
      {},
      { region: "eu-west-1" },
      ROLES.filter((role) => role !== "names.ownForwardRole"),
    ],
    [
      "one role less, when it is not made",
      { invocation: "resource-policy" },
      { region: "eu-west-1" },
      ROLES.filter((role) => !["names.ownForwardRole", "functions.s3.invokeRoleName"].includes(role)),
    ],
    [
      "a name given explicitly that is another's default",
      { names: { suffix: "-prod", topic: "security-alerts" } },
      {},
      ["names.topic"],
    ],
    [
      "rule and statement, on one bus that is there",
      { bus: { create: false }, names: { bus: "default" } },
      {
        bus: { create: false },
        names: {
          suffix: "-b",
          bus: "default",
          rule: "S3-security-remediations",
          organizationStatement: "AllowOrganizationToPutEvents",
        },
      },
      ["names.organizationStatement", "names.rule"],
    ],
  ])("%s", (_, prod, staging, expected) => {
    expect(settingsIn(clashes(prod, staging))).toEqual(expected);
  });
});

describe("what a stack set makes in the accounts of a unit", () => {
  const members = (unit: string, ...regions: readonly string[]) => ({
    members: { organizationalUnits: [unit], regions: ["us-west-2", ...regions] },
  });
  const other = { account: "444455556666", organizationId: "o-exampleorg1" };

  test("clashes with another's in the same unit, in the regions both watch", () => {
    expect(
      settingsIn(
        clashes(members("ou-ab12-cdef3456", "us-east-1"), {
          ...other,
          ...members("ou-ab12-cdef3456", "eu-west-1"),
        }),
      ),
    ).toEqual(["names.readRole", "names.forwardRule", "names.forwardRole", "names.forwardFailureQueue"]);
  });

  test.each<[string, Settings]>([
    ["in another unit", members("ou-ab12-99999999")],
    ["with a suffix", { ...members("ou-ab12-cdef3456"), names: { suffix: "-b" } }],
    ["without a stack set", {}],
  ])("does not clash with another's %s", (_, settings) => {
    expect(clashes(members("ou-ab12-cdef3456"), { ...other, ...settings })).toEqual([]);
  });

  test("does not clash with what the stack makes in its own account, should the account move into a unit", () => {
    expect(clashes(members("ou-ab12-cdef3456"), { account: "444455556666" })).toEqual([]);
    const same = {
      names: { ownForwardRule: "S3-security-forward", ownForwardRole: "security-auto-s3-forward" },
    };
    expect(
      settingsIn(clashes({ ...members("ou-ab12-cdef3456"), ...same }, { account: "444455556666" })),
    ).toEqual(["names.forwardRule", "names.forwardRole"]);
  });

  test("has one name for the stack set itself in an account and region", () => {
    const names = { suffix: "-b", stackSet: "security-auto-members" };
    expect(
      settingsIn(clashes(members("ou-ab12-cdef3456"), { ...members("ou-ab12-99999999"), names })),
    ).toEqual(["names.stackSet"]);
  });
});

test.each(["enforce", "example", "lab"])("%s.json is never deployed, so its names are free", (example) => {
  const copy = JSON.stringify(LEAST);
  for (const name of [example, "prod"]) writeFileSync(join(directory, `${name}.json`), copy);
  for (const name of [example, "prod"])
    expect(loadEnvironment(directory, name)).toMatchObject({ success: true });
});

test("a neighbour that is wrong itself does not stand in the way", () => {
  expect(clashes({}, { account: "nobody" })).toEqual([]);
});

test("a queue and an alarm may have one name", () => {
  expect(
    clashes(
      { names: { failureQueue: "same", failureAlarm: "same", topic: "same" } },
      { account: "444455556666" },
    ),
  ).toEqual([]);
});
