import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseScenario } from "@security-auto/local-cloud";
import { membersOf } from "./local-stack";

const root = mkdtempSync(join(tmpdir(), "local-stack-"));
const template = join(root, "member.template.json");

beforeAll(() => {
  const parameters = { HomeRegion: { Type: "String", Default: "eu-central-1" } };
  writeFileSync(template, JSON.stringify({ Parameters: parameters }));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const [ONE, OTHER, WITHOUT, CENTRAL] = [
  "444455556666",
  "555566667777",
  "666677778888",
  "111122223333",
] as const;

test("members are watched in the central region of the environment and where their buckets are", () => {
  const scenario = parseScenario(
    {
      accounts: [{ id: OTHER }, { id: WITHOUT, memberStack: false }],
      buckets: [
        { name: "here", account: ONE },
        { name: "there", account: ONE, region: "eu-west-3" },
        { name: "unwatched", account: WITHOUT },
        { name: "at-home", account: CENTRAL },
      ],
    },
    "scenario",
  );
  expect(membersOf(scenario, template, [CENTRAL])).toMatchObject([
    { accountId: OTHER, regions: ["eu-central-1"] },
    { accountId: ONE, regions: ["eu-central-1", "eu-west-3"] },
  ]);
});
