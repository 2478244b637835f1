import { environmentOf, type Settings } from "../../test/synthesized";
import { environment } from "../../test/environments";
import { notes } from "./notes";

const MEMBERS = { organizationalUnits: ["ou-abcd-12345678"], regions: ["us-west-2"] };
const withMembers = (more: object = {}, settings: Settings = {}): string =>
  notes(environmentOf({ alarms: false, members: { ...MEMBERS, ...more }, ...settings })).join("\n");

test("without a stack set there is nothing to say of one; the examples have no note", () => {
  expect(notes(environmentOf({ alarms: false }))).toEqual([]);
  for (const name of ["lab", "example", "enforce"]) expect(notes(environment(name))).toEqual([]);
});

test.each<[string, string, RegExp]>([
  [
    "the management account has to be seen to by hand",
    withMembers(),
    /never makes a stack in the management account; deploy/,
  ],
  [
    "from the management account itself, it is watched by its own rule",
    withMembers({ callAs: "SELF" }, { watchSecurityAccount: true }),
    /which is 111122223333 here; watchSecurityAccount watches it/,
  ],
  [
    "or it is not watched",
    withMembers({ callAs: "SELF" }, { watchSecurityAccount: false }),
    /it is not watched, unless watchSecurityAccount is true/,
  ],
  ["automatic deployment knows no filter", withMembers(), /whatever the filter says, 111122223333 included/],
  [
    "regions that have to be enabled first are named",
    withMembers({ regions: ["us-west-2", "eu-south-1", "il-central-1"] }),
    /members.regions: eu-south-1, il-central-1 have to be enabled/,
  ],
])("%s", (_, said, expected) => {
  expect(said).toMatch(expected);
});

test("a region that every account has needs no note", () => {
  expect(withMembers()).not.toContain("members.regions");
});

test.each<[string, Settings, RegExp]>([
  ["alarms without a sweep", { alarms: true }, /without sweep no alarm/],
  [
    "a sweep that is seldom",
    { alarms: true, findings: true, sweep: { schedule: "cron(0 3 1 * ? *)" } },
    /cron\(0 3 1 \* \? \*\) comes at no fixed interval/,
  ],
])("%s cannot tell silence", (_, settings, expected) => {
  expect(notes(environmentOf(settings)).join("\n")).toMatch(expected);
});
