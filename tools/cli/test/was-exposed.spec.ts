import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DETAIL_TYPES } from "@security-auto/assessment";
import { temporaryFolder } from "@security-auto/testing";
import { command, ROOT } from "./command";
import { runsOfJudge } from "./runs-of-judge";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();

interface Line {
  readonly event: { readonly detailType: string };
  readonly invocations: readonly { readonly function: string; readonly response: unknown }[];
  readonly notifications: readonly {
    readonly topic: string;
    readonly subject: string;
    readonly message: string;
  }[];
  readonly followUps: readonly Line[];
}

/** The lines of an event and of all that it set off. */
const allOf = (line: Line): readonly Line[] => [line, ...line.followUps.flatMap(allOf)];

/** An event that opened a bucket which has no policy any more. */
const opened = JSON.parse(
  readFileSync(join(ROOT, "tools/cli/samples/public-policy.json"), "utf8"),
) as Readonly<Record<string, unknown>>;

function replayed(events: readonly object[], bucket: object = {}): readonly Line[] {
  const scenario = join(folder.path, "scenario.json");
  writeFileSync(
    scenario,
    JSON.stringify({
      buckets: [{ name: "press-releases", account: "444455556666", region: "us-west-2", ...bucket }],
    }),
  );
  const { status, stderr, lines } = command(
    ["replay", "--json", "--scenario", scenario, "-"],
    JSON.stringify(events),
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return lines.map((line) => JSON.parse(line) as Line);
}

const mailsOf = (lines: readonly Line[]) =>
  lines.flatMap(({ notifications }) => notifications).filter(({ topic }) => topic === "security-findings");

describe("a saved event that opened a bucket which is closed now", () => {
  // Judged anew: a replay of an archive asks how things are now.
  const again = { ...opened, "replay-name": "after-the-outage" };
  const lines = replayed([opened, opened, again]);
  const [first, ...later] = lines.map(allOf);

  test("is one assessment that says so", () => {
    expect(runsOfJudge(lines[0]?.invocations ?? [])).toMatchObject([
      {
        response: {
          assessment: {
            verdict: "holds",
            exposure: { atMost: "private" },
            exposedAt: {
              eventTime: "2026-03-04T09:14:02Z",
              exposure: { atLeast: "public", atMost: "public" },
              invariants: [{ name: "nothing-public" }],
            },
          },
        },
      },
    ]);
  });

  test("one finding, closed, and one mail", () => {
    const findings = mailsOf(first ?? []);
    expect(findings.map(({ subject }) => subject)).toEqual([
      "[security-auto] WAS PUBLIC: bucket press-releases (444455556666)",
    ]);
    expect(findings[0]?.message).toMatch(
      /^WAS PUBLIC: bucket press-releases \(444455556666, us-west-2\) violated nothing-public from 2026-03-04 09:14:02 UTC, closed by \d{4}-.* UTC\.\nChanged by IAM user release-bot in account 444455556666: PutBucketPolicy at 2026-03-04 09:14:02 UTC\.\n/,
    );
    expect(first?.filter(({ event }) => event.detailType === DETAIL_TYPES.findingChanged)).toHaveLength(1);
  });

  test("the same event again, also in a replay of an archive, is neither", () => {
    expect(later.flat().filter(({ event }) => event.detailType === DETAIL_TYPES.assessed)).toHaveLength(1);
    expect(later.flat().filter(({ event }) => event.detailType === DETAIL_TYPES.findingChanged)).toEqual([]);
    const topics = later.flat().flatMap(({ notifications }) => notifications.map(({ topic }) => topic));
    expect(new Set(topics)).toEqual(new Set(["security-alerts"]));
  });
});

test("one whose public access block was off for that moment, and is on again, may have been open", () => {
  const publicAccessBlock = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const mails = mailsOf(replayed([opened], { publicAccessBlock }).flatMap(allOf));
  expect(mails.map(({ subject }) => subject)).toEqual([
    "[security-auto] MAY HAVE BEEN PUBLIC: bucket press-releases (444455556666)",
  ]);
  expect(mails[0]?.message).toContain(
    "S3 would have refused the call under the public access block read then, so that was changed since",
  );
});
