import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseScenario } from "@security-auto/local-cloud";
import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-exposure";
import { cloudTrailEvent, temporaryFolder } from "@security-auto/testing";
import { command, commandServed, ROOT } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const ACCOUNT = "111122223333";
const folder = temporaryFolder();

const open = (name: string) => ({
  name,
  account: ACCOUNT,
  region: "us-west-2",
  policy: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${name}/*` },
    ],
  },
});

const LONG = "b".repeat(63);
const BUCKETS = ["ledger", LONG];
const OTHERS = ["press", "museum", "refused"];
const idOf = (bucket: string) => `${ACCOUNT}:${bucket}:nothing-public`;

let served: ServedStack;

const changed = (bucket: string) =>
  served.cloud.putEvent(cloudTrailEvent({ eventName: "PutBucketPolicy", bucket, account: ACCOUNT }));

beforeAll(async () => {
  served = await serveStack(ROOT, {
    policyIsPublic: (policy) => policyIsPublic(parseBucketPolicy(policy)) !== false,
    scenario: parseScenario({ buckets: [...BUCKETS, ...OTHERS].map(open) }, "scenario"),
  });
  for (const bucket of BUCKETS) await changed(bucket);
});
afterAll(() => served.cloud.close());
afterEach(() => {
  served.cloud.setFaults([]);
});

test("a table of open findings, oldest first, that fits 100 columns", async () => {
  const { status, stderr, lines } = await served.run(["findings"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines[0]).toBe("OPENED (UTC)      EXPOSURE       FINDING");
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d {2}public {9}111122223333:ledger:nothing-public$/);
  expect(lines.slice(2, 4).join("").replaceAll(" ", "")).toContain(idOf(LONG));
  expect(lines.at(-1)).toBe("2 open findings");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
});

test("--json: one line each, in the words of the contract", async () => {
  const { status, lines } = await served.run(["findings", "--json"]);
  expect(status).toBe(0);
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toEqual({
    id: idOf("ledger"),
    kind: "invariant",
    bucket: "ledger",
    account: ACCOUNT,
    region: "us-west-2",
    invariant: "nothing-public",
    exposure: { atLeast: "public", atMost: "public" },
    openedAt: expect.stringMatching(/Z$/) as string,
    because: expect.stringContaining("it allows anyone on the internet") as string,
    actor: expect.objectContaining({ display: expect.any(String) as string }) as object,
  });
  expect(second).toMatchObject({ id: idOf(LONG) });
});

test("--asff and --ocsf: one line each, in the name of the environment's account", async () => {
  const [asff, ocsf] = [await served.run(["findings", "--asff"]), await served.run(["findings", "--ocsf"])];
  expect(JSON.parse(asff.lines[0] ?? "")).toMatchObject({
    Id: `security-auto/${idOf("ledger")}`,
    ProductArn: `arn:aws:securityhub:us-west-2:${ACCOUNT}:product/${ACCOUNT}/default`,
    RecordState: "ACTIVE",
  });
  expect(JSON.parse(ocsf.lines[0] ?? "")).toMatchObject({
    class_uid: 2003,
    finding_info: { uid: idOf("ledger") },
  });
});

test("show prints the finding, the bucket as it was read last, and the message", async () => {
  const { status, stderr, stdout } = await served.run(["findings", "show", idOf("ledger")]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const text of [
    /^opened +\d{4}-/m,
    /^who +\S/m,
    /^call +PutBucketPolicy at /m,
    /^verdict +violates: exposure is at least public/m,
    /^bucket +public, in us-west-2/m,
    /^because +bucket policy \(statement 1\): it allows anyone on the internet/m,
    /^message +\[security-auto\] PUBLIC: bucket ledger \(111122223333\)$/m,
    /^ {2}What to do now:$/m,
  ])
    expect(stdout).toMatch(text);
});

describe("the printed policy", () => {
  const ALL = [["findings"], ["findings", "--all"], ["findings", "show", idOf("ledger")]];
  const policyWithout = async (action: string) => {
    const { stdout } = await served.run(["findings", "--policy"]);
    return JSON.parse(stdout.replaceAll(`"${action}"`, '"dynamodb:ListTables"')) as object;
  };

  test("is enough to list and to show", async () => {
    const policy = await policyWithout("nothing");
    for (const args of ALL) expect(await served.run(args, [policy])).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([
    ["dynamodb:Query", 0],
    ["dynamodb:Scan", 1],
    ["dynamodb:GetItem", 2],
  ])("without %s something is refused, by its name and with what to do", async (action, index) => {
    const { status, stdout, stderr } = await served.run(ALL[index] ?? [], [await policyWithout(action)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(action);
    expect(stderr).toContain("findings --policy prints the permissions that are needed");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("what cannot be done is one line, exit 2", () => {
  test.each<[string, readonly string[], string]>([
    [
      "a finding there is not",
      ["show", `${ACCOUNT}:ledger:other`],
      "there is no finding 111122223333:ledger:other",
    ],
    ["no id", ["show"], "findings takes nothing, or one of: show ID, accept ID, suppress ID"],
    ["no reason", ["accept", idOf("ledger"), "--owner", "x"], "accept needs --owner NAME, --reason TEXT"],
    ["two forms", ["--json", "--csv"], "--json and --csv exclude each other"],
    ["an endpoint that is none", ["--endpoint", "nowhere"], "--endpoint needs an http(s) URL"],
    ["nobody there", ["--endpoint", "http://127.0.0.1:1"], "no connection (ECONNREFUSED)"],
    ["a file there is not", ["--from", "nowhere.json"], "nowhere.json: there is no such file"],
  ])("%s", async (_, args, message) => {
    const { status, stdout, stderr } = await served.run(["findings", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("a table there is not", async () => {
    const { accessKeyId, secretAccessKey } = served.cloud.credentials({
      accountId: "444455556666",
      userName: "ilse",
    });
    const { status, stderr } = await commandServed(["findings"], {
      ...served.variables(),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    });
    expect(status).toBe(2);
    expect(stderr).toContain(
      "there is none of that name: is the environment deployed in this account and region",
    );
  });
});

const UNTIL = new Date(Date.now() + 40 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const asking = (action: string, id: string, expires = UNTIL) => [
  ...["findings", action, id, "--owner", "noor@example.com"],
  ...["--reason", "public downloads, reviewed", "--expires", expires],
];

/** What was mailed since the calls before, by the function that was invoked. */
const mails = () =>
  served.calls
    .splice(0)
    .flatMap(({ notifications }) => notifications)
    .filter(({ topic }) => topic === "security-findings")
    .map(({ subject }) => subject);

describe("accept and suppress, with the printed policy alone", () => {
  const asOperator = async (args: readonly string[], without = "nothing") => {
    const { stdout } = await served.run(["findings", "--policy"]);
    const policy: unknown = JSON.parse(stdout.replace(`"${without}"`, '"sqs:ListQueues"'));
    served.calls.splice(0);
    return served.run(args, [policy]);
  };

  test("accept: the finding is closed and says by whom; it is mailed once", async () => {
    await changed("press");
    const { status, stdout, stderr } = await asOperator(asking("accept", idOf("press")));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(
      `accepted until ${UNTIL}T23:59:59.999Z by noor@example.com: public downloads, reviewed; ${idOf("press")} is closed\n`,
    );
    await served.cloud.settled();
    expect(mails()).toEqual([`[security-auto] ACCEPTED: bucket press (${ACCOUNT})`]);
    expect(await asOperator(asking("accept", idOf("press")))).toMatchObject({ status: 0 });
    await changed("press");
    await served.cloud.settled();
    expect(mails()).toEqual([]);
    const { lines } = await asOperator(["findings", "--all", "--json"]);
    const found = lines.map((line) => JSON.parse(line) as { readonly id: string });
    expect(found.find(({ id }) => id === idOf("press"))).toMatchObject({
      closedAt: expect.any(String) as string,
      accepted: { owner: "noor@example.com", by: `arn:aws:iam::${ACCOUNT}:user/operator` },
    });
    const shown = await asOperator(["findings", "show", idOf("press")]);
    expect(shown.stdout).toMatch(
      /^accepted +until \S+ by noor@example\.com, up to public: public downloads/m,
    );
  });

  test("suppress: the finding stays listed, and is marked", async () => {
    await changed("museum");
    const { status, stdout } = await asOperator(asking("suppress", idOf("museum")));
    expect(status).toBe(0);
    expect(stdout).toContain("stays open, and its changes are not mailed until then");
    await served.cloud.settled();
    expect(mails()).toEqual([]);
    const { stdout: table } = await asOperator(["findings"]);
    expect(table).toContain(
      `${idOf("museum")}\n${" ".repeat(33)}suppressed until ${UNTIL} 23:59 by noor@example.com\n`,
    );
  });

  test("without lambda:InvokeFunction it is refused by its name", async () => {
    const { status, stderr } = await asOperator(asking("accept", idOf("ledger")), "lambda:InvokeFunction");
    expect(status).toBe(2);
    expect(stderr).toContain("lambda:InvokeFunction");
    expect(stderr).toContain("findings --policy prints the permissions");
  });

  test.each<[string, readonly string[], string]>([
    [
      "a date that is past",
      asking("accept", idOf("ledger"), "2020-01-01"),
      "--expires: expected a time in the future",
    ],
    ["what is no date", asking("accept", idOf("ledger"), "soon"), "--expires: expected a date such as"],
    [
      "a level there is not",
      [...asking("accept", idOf("ledger")), "--exposure", "open"],
      "--exposure: expected one of private, organization, external, public",
    ],
    [
      "one that is more open than it was when the operator looked",
      [...asking("accept", idOf("ledger")), "--exposure", "external"],
      `the finding ${idOf("ledger")} is more open now: external when you looked, public now; look again`,
    ],
    ["a finding there is not", asking("accept", idOf("other")), `there is no finding ${idOf("other")}`],
    ["one that is closed", asking("suppress", idOf("press")), `the finding ${idOf("press")} is closed`],
  ])("%s: one line, exit 2", async (_, args, message) => {
    const { status, stdout, stderr } = await asOperator(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("a function that fails says how, exit 1, and can be asked again", async () => {
    await changed("refused");
    served.cloud.setFaults([
      { service: "dynamodb", call: "PutItem", fault: { kind: "AccessDenied" }, times: 1 },
    ]);
    const failed = await asOperator(asking("accept", idOf("refused")));
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("AccessDenied");
    expect(failed.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(await asOperator(asking("accept", idOf("refused")))).toMatchObject({ status: 0 });
  });
});

describe("--from: the violated invariants of what assess --json printed", () => {
  const file = join(folder.path, "assessed.ndjson");
  beforeAll(() => {
    const buckets = [
      open("=HYPERLINK(1)"),
      { ...open("quiet"), policy: undefined },
      { ...open("nowhere"), account: undefined },
    ];
    const { stdout } = command(["assess", "--json", "-"], JSON.stringify(buckets));
    writeFileSync(file, stdout);
  });

  test("as lines", () => {
    const { status, lines } = command(["findings", "--json", "--from", file]);
    expect(status).toBe(0);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { id: idOf("=HYPERLINK(1)"), account: ACCOUNT, region: "us-west-2", invariant: "nothing-public" },
      { id: ":nowhere:nothing-public", account: null },
    ]);
  });

  test("as CSV, in which no name is a formula", () => {
    const { stdout } = command(["findings", "--csv", "--from", file]);
    const [header = "", first = ""] = stdout.split("\r\n");
    expect(header).toMatch(/^id,kind,bucket,account,/);
    expect(first).toContain(`,"'=HYPERLINK(1)",${ACCOUNT},`);
    expect(stdout.split("\r\n")).toHaveLength(4);
  });

  test("as ASFF, but for a bucket of no account", () => {
    const { status, lines, stderr } = command(["findings", "--asff", "--from", file]);
    expect({ status, count: lines.length }).toEqual({ status: 2, count: 1 });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ AwsAccountId: ACCOUNT });
    expect(stderr).toContain("the list is not finished: 1 was listed before the error");
    expect(stderr).toContain(":nowhere:nothing-public cannot be exported");
  });

  test.each([[], ["--json"], ["--csv"], ["--asff"], ["--ocsf"]])(
    "no name is obeyed by a terminal (%s)",
    (...form) => {
      const hostile = command(["assess", "--json", "-"], JSON.stringify(open("x\u001b[2J\r\n\u202ey\u009b")));
      const { status, stdout } = command(["findings", ...form, "--from", "-"], hostile.stdout);
      expect(status).toBe(0);
      expect(stdout).toContain("\\u001b");
      expect(stdout.replaceAll(/\r?\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
  );

  test("from standard input", () => {
    expect(command(["findings", "--from", "-"], readFileSync(file)).lines.at(-1)).toBe("2 open findings");
  });

  test("what is no line of assess is named, and nothing is listed", () => {
    const { status, stdout, stderr } = command(["findings", "--from", "-"], '{"bucket":"x","exposure":1}');
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^standard input: value 1 is no line of assess --json: exposure/);
  });
});

test("a list that breaks off says so", async () => {
  served.cloud.setFaults([{ service: "dynamodb", call: "Query", fault: { kind: "InternalError" } }]);
  const { status, stdout, stderr } = await served.run(["findings", "--json"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("InternalServerError");
});
