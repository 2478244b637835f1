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
const idOf = (bucket: string) => `${ACCOUNT}:${bucket}:nothing-public`;

let served: ServedStack;
beforeAll(async () => {
  served = await serveStack(ROOT, {
    policyIsPublic: (policy) => policyIsPublic(parseBucketPolicy(policy)) !== false,
    scenario: parseScenario({ buckets: BUCKETS.map(open) }, "scenario"),
  });
  for (const bucket of BUCKETS)
    await served.cloud.putEvent(cloudTrailEvent({ eventName: "PutBucketPolicy", bucket, account: ACCOUNT }));
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
    ["no id", ["show"], "findings takes nothing, or: show ID"],
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
      "there is no such table: is the environment deployed in this account and region",
    );
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
