import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "@security-auto/testing";
import { command, ROOT, startedCommand, commandIntoHead } from "./command";
import { JUDGE, runsOfJudge } from "./runs-of-judge";

const folder = temporaryFolder();

interface SavedEvent {
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const sample = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, "tools/cli/samples", name), "utf8")) as SavedEvent;

const change = sample("public-policy.json");
const failed = sample("failed-call.json");
const read = sample("read-call.json");
const events = [change, failed, read];
const recordsOf = (saved: readonly SavedEvent[]) =>
  JSON.stringify({ Records: saved.map((event) => event.detail) });
const records = recordsOf(events);
const recordsOneByOne = events.map((event) => recordsOf([event])).join("");

function file(name: string, content: string | Buffer): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

interface ReplayedRun {
  readonly function: string;
  readonly logs: readonly string[];
  readonly apiCalls: readonly object[];
}

type ReplayedLine = Readonly<Record<string, unknown>> & { readonly invocations: readonly ReplayedRun[] };

const judged = (traces: readonly ReplayedLine[]) =>
  traces.map((trace) => ({ ...trace, invocations: runsOfJudge(trace.invocations) }));

function replayed(args: readonly string[], input?: string | Buffer) {
  const { status, stderr, lines } = command(["replay", "--json", ...args], input);
  return { status, stderr, traces: lines.map((line) => JSON.parse(line) as ReplayedLine) };
}

describe("what can be replayed", () => {
  test.each([
    ["a list", () => [file("list.json", JSON.stringify(events, null, 2))]],
    ["NDJSON", () => [file("events.ndjson", events.map((event) => JSON.stringify(event)).join("\n"))]],
    ["a CloudTrail log file", () => [file("trail.json", records)]],
    ["a packed CloudTrail log file", () => [file("trail.json.gz", gzipSync(records))]],
    ["several files", () => events.map((event, index) => file(`${index}.json`, JSON.stringify(event)))],
    ["CloudTrail log files one after the other", () => [file("trails.json", recordsOneByOne)]],
    [
      "packed CloudTrail log files one after the other",
      () => [file("trails.json.gz", Buffer.concat(events.map((event) => gzipSync(recordsOf([event])))))],
    ],
  ])("%s: one line an event, in order", (_name, files) => {
    const { status, stderr, traces } = replayed(files());
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(traces).toMatchObject([
      { event: { name: "PutBucketPolicy" }, matched: ["S3-security-remediations"] },
      { event: { name: "PutBucketAcl" }, matched: [], invocations: [], notifications: [], deadLetters: [] },
      { event: { name: "GetBucketPolicyStatus" }, matched: [] },
    ]);
  });

  test("standard input, packed or not", () => {
    for (const input of [records, gzipSync(records)]) {
      expect(replayed(["-"], input).traces).toHaveLength(3);
    }
  });
});

test("a scenario may have buckets of the security account itself: its own stack watches them", () => {
  const account = "111122223333";
  const scenario = file(
    "central.json",
    JSON.stringify([{ name: "ledger-archive", account, region: "us-west-2" }]),
  );
  const { detail, ...envelope } = sample("tags-by-sso-user.json") as { readonly detail: object };
  const resources = [{ accountId: account, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger-archive" }];
  const event = { ...envelope, account, detail: { ...detail, recipientAccountId: account, resources } };
  const { status, traces } = replayed(["--scenario", scenario, "-"], JSON.stringify(event));
  expect(status).toBe(0);
  expect(judged(traces)).toMatchObject([
    { invocations: [{ response: { assessment: { verdict: "holds" } } }] },
  ]);
});

describe("a scenario with faults", () => {
  const args = ["--scenario", join(ROOT, "tools/cli/samples/faults.json")];
  const event = JSON.stringify(sample("tags-by-sso-user.json"));

  test("shows each of them, and what became of the event", () => {
    const { status, traces } = replayed([...args, "-"], event);
    expect(status).toBe(0);
    expect(judged(traces)).toMatchObject([
      {
        invocations: [
          { outcome: "success", attempts: 2, response: { assessment: { facets: { acl: "denied" } } } },
        ],
        // The crash is told, though the next attempt succeeded.
        notifications: [{ topic: "security-alerts" }, { subject: 'ALARM: "security-auto-S3-errors"' }],
        deadLetters: [],
        faults: expect.arrayContaining([
          {
            service: "sns",
            call: "Publish",
            account: "111122223333",
            topic: "security-alerts",
            fault: "InternalError",
          },
          {
            service: "lambda",
            call: "Run",
            account: "111122223333",
            function: "security-auto-S3",
            fault: "crash",
          },
          {
            service: "s3",
            call: "GetBucketAcl",
            account: "444455556666",
            bucket: "ledger-archive",
            fault: "AccessDenied",
          },
        ]) as unknown,
      },
    ]);
  });

  test("prints them for a person", () => {
    const { stdout } = command(["replay", ...args, "-"], event);
    expect(stdout).toContain(
      "injected SlowDown into s3:GetBucketPolicy ledger-archive (account 444455556666)",
    );
    expect(stdout).toMatch(/\d+ faults injected$/m);
  });

  test("a mistake in it: printed with its place, exit 2", () => {
    const scenario = file("faults.json", JSON.stringify({ faults: [{ service: "s3", fault: "tired" }] }));
    const { status, stderr } = replayed(["--scenario", scenario, "-"], event);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("faults[0].fault: is none of AccessDenied, ExpiredToken,") as string,
    });
  });
});

test("a line of --json shows the way of an event", () => {
  const { traces } = replayed(["-"], JSON.stringify(change));
  expect(judged(traces)).toEqual([
    expect.objectContaining({
      event: { id: change.id, name: "PutBucketPolicy", detailType: "AWS API Call via CloudTrail" },
      matched: ["S3-security-remediations"],
      invocations: [
        expect.objectContaining({
          function: JUDGE,
          outcome: "success",
          attempts: 1,
          initMs: expect.any(Number) as number,
          durationMs: expect.any(Number) as number,
          response: expect.objectContaining({
            statusCode: 200,
            body: JSON.stringify({ message: "Event successfully logged", event: change }),
          }) as object,
        }),
      ],
      notifications: [expect.objectContaining({ topic: "security-alerts", message: JSON.stringify(change) })],
      deadLetters: [],
    }),
  ]);
  const [invocation] = runsOfJudge(traces[0]?.invocations ?? []);
  const logged = invocation?.logs
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { event?: unknown });
  expect(logged?.[0]?.event).toEqual(change);
  expect(invocation?.apiCalls).toContainEqual({
    action: "logs:PutLogEvents",
    resource: expect.stringContaining("log-group:/aws/lambda/security-auto-S3:") as string,
    decision: "allowed",
  });
});

describe("printed for a person", () => {
  const printed = command(["replay", "-"], JSON.stringify([...events, ...events]));

  test("the count adds up", () => {
    expect(printed).toMatchObject({ status: 0, stderr: "" });
    expect(printed.lines).toContain(
      "6 read = 2 matched + 4 not matched; 2 matched = 2 logged + 0 dead-lettered; 2 notifications, 1 call denied",
    );
  });

  test("each event in order: the verdict, or what it does not match", () => {
    const matched = expect.stringMatching(
      new RegExp(
        `^logged {9}${change.id} {2}PutBucketPolicy {2}(?:.* {2})?${JUDGE} success, [\\d.]+ ms {2}verdict unknown(?: {2}|$)`,
      ),
    ) as string;
    const unmatched = [
      `not matched    ${failed.id}  PutBucketAcl: detail.errorCode is "AccessDenied", expected missing`,
      expect.stringMatching(
        new RegExp(
          `^not matched {4}${read.id} {2}GetBucketPolicyStatus: ` +
            `detail.eventName is "GetBucketPolicyStatus", expected "CreateBucket" or "DeleteBucket" or`,
        ),
      ) as string,
    ];
    expect(printed.lines.slice(0, 6)).toEqual([matched, ...unmatched, matched, ...unmatched]);
  });

  test("what was denied, and where what was not there comes from", () => {
    const role = "arn:aws:iam::444455556666:role/security-auto-s3-read";
    expect(printed.lines.slice(-2)).toEqual([
      `denied  lambda-slaw-s3: sts:AssumeRole on ${role}: there is no role ${role}`,
      "the local cloud has no such role or bucket: --scenario FILE says which accounts and buckets there are",
    ]);
  });

  test("a verdict that was given before, with all there: nothing denied", () => {
    const scenario = join(ROOT, "tools/cli/samples/scenario.json");
    const { lines } = command(["replay", "--scenario", scenario, "-"], JSON.stringify([change, change]));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/ms {2}verdict violates(?: {2}|$)/);
    expect(lines[1]).toMatch(/ms {2}verdict violates, given before(?: {2}|$)/);
    expect(lines[2]).toMatch(/0 calls denied$/);
  });

  test("of many events that match no rule the first twenty, and how many more", () => {
    const many = Array.from({ length: 1_200 }, (_, index) => ({ ...read, id: `event-${index}` }));
    const { lines } = command(["replay", "-"], JSON.stringify(many));
    expect(lines).toHaveLength(22);
    expect(lines[19]).toMatch(/^not matched {4}event-19 {2}GetBucketPolicyStatus: detail.eventName is /);
    expect(lines.slice(20)).toEqual([
      "and 1,180 more not matched",
      "1,200 read = 0 matched + 1,200 not matched; 0 matched = 0 logged + 0 dead-lettered; 0 notifications, 0 calls denied",
    ]);
  });
});

describe("what cannot be replayed: printed with file and place, exit 2, nothing run", () => {
  test.each([
    ["no JSON", () => [file("bad.json", "oops")], "bad.json: line 1, column 1"],
    [
      "no JSON after a good event",
      () => [file("half.json", `${JSON.stringify(change)}\n{"id":`)],
      "half.json: line 2, column 7",
    ],
    [
      "a second file that is no JSON",
      () => [file("good.json", JSON.stringify(change)), file("worse.json", "[{},")],
      "worse.json: line 1",
    ],
    [
      "a list of other things",
      () => [file("numbers.json", "[1,2]")],
      "numbers.json: event 1: expected an object, found a number",
    ],
    [
      "a packed file cut off",
      () => [file("cut.json.gz", gzipSync(records).subarray(0, 200))],
      "cut.json.gz: cannot be unpacked",
    ],
    ["an empty file", () => [file("empty.json", "")], "empty.json: line 1, column 1: there is nothing in it"],
    ["a folder", () => [folder.path], "is a folder"],
    ["nothing", () => [], "no FILE given"],
  ])("%s", (_name, files, message) => {
    const { status, stdout, stderr } = command(["replay", "--json", ...files()]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("leaves no process behind after %s", async (signal) => {
  const many = file("many.ndjson", Array(20_000).fill(JSON.stringify(change)).join("\n"));
  const started = startedCommand(["replay", "--json", many]);
  const firstLine = await new Promise<string>((resolve) => {
    started.stdout.once("data", (chunk: Buffer) => {
      resolve(chunk.toString());
    });
  });
  expect(firstLine).toContain("security-auto-S3");
  const children = childrenOf(started.pid);
  expect(children.length).toBeGreaterThan(0);

  const ended = new Promise((resolve) => started.once("close", resolve));
  started.kill(signal);
  await ended;
  await expect(goneSoon(children)).resolves.toEqual([]);
});

test("ends at once and quietly when nobody reads on", async () => {
  const many = file("unread.ndjson", Array(20_000).fill(JSON.stringify(change)).join("\n"));
  const { status, stderr, lines } = await commandIntoHead(["replay", "--json", many]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines).toHaveLength(1);
});

function childrenOf(pid: number | undefined): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return readFileSync(path, "utf8").trim().split(" ").filter(Boolean).map(Number);
}

/** The processes that are still there after a minute. */
async function goneSoon(pids: readonly number[]): Promise<readonly number[]> {
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let turn = 0; turn < 1200 && pids.some(isAlive); turn++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return pids.filter(isAlive);
}
