import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SAMPLES } from "../src/commands/samples";
import { ENFORCED, STORY } from "../src/commands/story";
import { temporaryFolder } from "@security-auto/testing";
import { command, commandServed, ROOT } from "./command";

const folder = temporaryFolder();

/** A workspace's folder with the stack of another environment. */
function otherEnvironment(name: string, replaced: readonly (readonly [string, string])[]): string {
  const root = join(folder.path, name);
  const infra = join(root, "dist/apps/infra");
  cpSync(join(ROOT, "dist/apps/infra"), infra, { recursive: true });
  cpSync(join(ROOT, "tools/cli/samples"), join(root, "tools/cli/samples"), { recursive: true });
  for (const file of readdirSync(infra, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".json")) continue;
    const text = replaced.reduce(
      (before, [from, to]) => before.replaceAll(from, to),
      readFileSync(join(infra, file), "utf8"),
    );
    writeFileSync(join(infra, file), text);
  }
  return root;
}

const README = readFileSync(join(ROOT, "README.md"), "utf8");

const withoutTimes = (text: string): string => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "TIME");

/** Without what differs from run to run: the id of the action, and whether it is known yet that it was applied. */
const withoutTold = (text: string): string =>
  withoutTimes(text)
    .replace("What was about to be done", "What was done")
    .replace(/:[\da-f]{16}-1\b/g, ":ACTION");

describe("start", () => {
  const printed = command(["start"]);

  test("exits with 0 and ends with sums that add up", () => {
    expect(printed.status).toBe(0);
    expect(printed.stderr).toBe("");
    expect(printed.lines.at(-1)).toMatch(
      // 30 with the mail that says what was done, where the mail of the closing could not yet.
      /^11 read = 8 matched \+ 3 not matched; 8 matched = 8 logged \+ 0 dead-lettered; (29|30) notifications, 1 call denied$/,
    );
  });

  const ways = printed.stdout.split(/\n\n/).slice(1);

  test.each(SAMPLES.map(({ title }, index) => [title, index] as const))("prints: %s", (title, index) => {
    expect(ways[index]).toContain(`${index + 1}. ${title}`);
  });

  const titles = [...SAMPLES, ...STORY, ...ENFORCED].map(({ title }) => title);
  const titled = (index: number) => `${index + 1}. ${titles[index] ?? ""}`;

  test.each([0, 1, 2, 7, 8, 9, 10].map((index) => [titled(index), index] as const))(
    "%s: matched, notified, run, logged, answered, nothing denied",
    (_title, index) => {
      const way = ways[index];
      expect(way).toMatch(/matched +S3-security-remediations/);
      expect(way).toMatch(/notified +security-alerts -> email security@example\.com/);
      expect(way).toMatch(index % 10 === 0 ? /cold start \d+(\.\d)? ms/ : /warm/);
      expect(way).toMatch(/INFO Lambda invocation event remainingTimeMs=\d+ event=\{/);
      expect(way).toMatch(/answered +200 Event successfully logged/);
      expect(way).toMatch(/denied +nothing/);
    },
  );

  test.each([
    [titled(3), 3, 'detail.errorCode is "AccessDenied"'],
    [titled(4), 4, 'detail.eventName is "GetBucketPolicyStatus"'],
    [titled(5), 5, 'source is "aws.iam"'],
  ] as const)("%s: why it was not matched", (_title, index, why) => {
    expect(ways[index]).toMatch(/not matched +S3-security-remediations: /);
    expect(ways[index]).toContain(why);
    // The rules that are for other calls are named, no more.
    expect(ways[index]).toMatch(/^ +nor S3-security-sweeps nor S3-security-tampering$/m);
  });

  test.each(
    (
      [
        [0, "holds", "private"],
        [1, "violates", "public"],
        [2, "holds", "private"],
        [6, "unknown", "between private and public"],
        [7, "violates", "external"],
        [8, "violates", "public"],
        [9, "holds", "private"],
        [10, "violates", "external"],
      ] as const
    ).map(([index, verdict, access]) => [titled(index), verdict, access, index] as const),
  )("%s: the verdict is %s, and can be accessed by: %s", (_title, verdict, access, index) => {
    expect(ways[index]).toContain(`verdict      ${verdict}; who can access it: ${access}`);
    expect(ways[index]).toMatch(/because +\S/);
  });

  test("prints a message for a chat as one line", () => {
    expect(ways[8]).toMatch(
      /^ {3}chat {9}security-findings-chat: PUBLIC: bucket ledger-archive \(.*\) violates nothing-public\.$/m,
    );
  });

  /** The mails of a way, as they arrive, without the times in them. */
  const mailsOf = (way = "") =>
    way
      .split(/^ {3}mailed +security-findings -> email security@example\.com\n/m)
      .slice(1)
      .map((text) => withoutTimes(text.split(/\n {3}\S/)[0]?.replace(/^ {16}/gm, "") ?? ""));

  test("the mail of a finding that opens is the one that the README shows", () => {
    const [, shown = ""] = /```text\n(Subject: [^]*?)\n```/.exec(README) ?? [];
    expect(mailsOf(ways[8])).toContain(withoutTimes(shown));
  });

  test("the mails of findings that close name each, and what there is to do", () => {
    const mails = mailsOf(ways[9]);
    // They are sent side by side, in no order.
    expect(mails.map((mail) => mail.split("\n")[2]).sort()).toEqual(
      ["nothing-public", "sensitive-stays-inside"].map(
        (name) =>
          `CLOSED: bucket ledger-archive (444455556666, us-west-2) no longer violates ${name}, after less than a minute.`,
      ),
    );
    for (const mail of mails) expect(mail).toContain("Nothing to do.");
  });

  test("says which permission is missing where the read role is", () => {
    expect(ways[6]).toMatch(
      /denied +.*sts:AssumeRole on arn:aws:iam::777788889999:role\/security-auto-s3-read/,
    );
  });

  test("what is enforced is put right: the mails of the finding, and who may list the bucket then", () => {
    expect(ways[10]).toMatch(
      /^ {3}remediation +applied \(enforce\): PutBucketPolicy: a Deny for everyone outside/m,
    );
    const mails = mailsOf(ways[10]);
    // Events of a bus may overtake each other: where the finding closes before it is known what was done, one mail more says that.
    expect([
      ["EXTERNAL", "CLOSED"],
      ["EXTERNAL", "CLOSED", "APPLIED"],
    ]).toContainEqual(
      mails.map(
        (mail) =>
          /^Subject: \[security-auto\] (\w+): bucket ledger-archive \(444455556666\)$/m.exec(mail)?.[1],
      ),
    );
    const [, shown = ""] = /```text\n(What was done at [^]*?)\n```/.exec(README) ?? [];
    expect(withoutTold(mails.at(-1) ?? "")).toContain(withoutTold(shown));
    expect(ways[11]?.split("\n").slice(1)).toEqual([
      "   account 777788889999 lists the bucket",
      "   account 222233334444 is refused (403)",
    ]);
  });

  test("ends with a sweep of its three accounts, which adds up, and what is seen of each", () => {
    const [heading, sums, verdicts, uncovered, , ...coverage] = ways[12]?.split("\n") ?? [];
    expect(heading).toBe("12. The schedule has every bucket of every account assessed");
    expect(sums).toBe("   3 accounts; 4 buckets listed = 4 assessed + 0 failed");
    expect(verdicts).toBe("   4 assessed = 3 holds + 1 violates + 0 unknown");
    expect(uncovered).toMatch(
      /^ {3}not covered 777788889999: .* is not authorized to perform: sts:AssumeRole/,
    );
    expect(coverage.map((line) => line.trim().split(/ +/).slice(0, 3))).toEqual([
      ["111122223333", "us-west-2", "ok"],
      ["444455556666", "global", "ok"],
      ["444455556666", "us-west-2", "ok"],
      ["777788889999", "global", "wrong"],
      ["777788889999", "us-west-2", "unknown"],
    ]);
  });

  test("writes no colours to what is no terminal", () => {
    expect(printed.stdout).not.toContain("\u001b");
  });

  test("takes no files", () => {
    expect(command(["start", "events.json"])).toMatchObject({ status: 2, stdout: "" });
  });
});

test("start --json: one line an event, and the sums", () => {
  const { status, lines } = command(["start", "--json"]);
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(status).toBe(0);
  expect(parsed).toHaveLength(SAMPLES.length + STORY.length + ENFORCED.length + 1);
  expect(parsed.at(-1)).toEqual({
    summary: {
      read: 11,
      faults: 0,
      matched: 8,
      notMatched: 3,
      logged: 8,
      deadLettered: 0,
      lost: 0,
      notifications: 29,
      denied: 1,
      refused: 0,
      undelivered: 0,
      losses: 0,
    },
    notRun: [],
    sweep: {
      sweep: expect.any(String) as string,
      accounts: 3,
      listed: 4,
      assessed: 4,
      failed: 0,
      byVerdict: { holds: 3, violates: 1, unknown: 0 },
      notCovered: [expect.objectContaining({ account: "777788889999" })],
    },
  });
});

describe("start in another environment", () => {
  test("of another organization: the same events", async () => {
    const root = otherEnvironment("organization", [["o-exampleorg1", "o-otherorg11"]]);
    const { status, stderr, lines } = await commandServed(["start"], {}, root);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(lines.at(-1)).toMatch(
      /^11 read = 8 matched \+ 3 not matched; 8 matched = 8 logged .* 1 call denied$/,
    );
  });

  test("deployed where the story plays, in another region: what is left out is printed", async () => {
    const root = otherEnvironment("account", [
      ["111122223333", "444455556666"],
      ["us-west-2", "eu-west-1"],
    ]);
    const { status, stderr, stdout, lines } = await commandServed(["start"], {}, root);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(
      /10\. The policy is taken away again\n {3}left out {5}the account has no rule in that region/,
    );
    expect(lines.at(-1)).toMatch(/^7 read = 4 matched \+ 3 not matched/);
    const json = await commandServed(["start", "--json"], {}, root);
    expect(json.lines).toHaveLength(8);
  });
});
