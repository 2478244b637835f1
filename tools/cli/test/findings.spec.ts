import { commandServed } from "./command";
import { ACCOUNT, idOf, putPolicyOf, serveOpenBuckets } from "./open-bucket";
import type { ServedStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const LONG = "b".repeat(63);
const BUCKETS = ["ledger", LONG];

let served: ServedStack;
beforeAll(async () => {
  served = await serveOpenBuckets(BUCKETS);
  for (const bucket of BUCKETS) await served.cloud.putEvent(putPolicyOf(bucket));
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
  // A word of an id is never broken.
  expect(lines.slice(2, 5).map((line) => line.slice(33))).toEqual([
    `${ACCOUNT}:`,
    `${LONG}:`,
    "nothing-public",
  ]);
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
    action: expect.stringMatching(`^${ACCOUNT}:ledger:`) as string,
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
    /^message +\[security-auto\] PLANNED: bucket ledger \(111122223333\)$/m,
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
    [
      "an owner of a list",
      ["--owner", "ada"],
      "the list of findings takes no --owner; npm run findings -- --help",
    ],
    ["one finding as CSV", ["show", idOf("ledger"), "--csv"], "show ID takes no --csv; "],
    ["all of one finding", ["show", idOf("ledger"), "--all"], "show ID takes no --all; "],
    [
      "one finding of a file",
      ["show", idOf("ledger"), "--from", "nowhere.json"],
      "show ID takes no --from; ",
    ],
    ["accepting all", ["accept", idOf("ledger"), "--all"], "accept ID takes no --all; "],
    ["a policy of all", ["--policy", "--all"], "--policy takes no --all; "],
    [
      "a file at an endpoint",
      ["--from", "nowhere.json", "--endpoint", "http://127.0.0.1:1"],
      "--from FILE takes no --endpoint; ",
    ],
    ["an endpoint that is none", ["--endpoint", "nowhere"], "--endpoint needs an http(s) URL"],
    ["nobody there", ["--endpoint", "http://127.0.0.1:1"], "no connection to 127.0.0.1:1 (ECONNREFUSED)"],
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

test("where the register fails, nothing is listed, and AWS's error is named", async () => {
  served.cloud.setFaults([{ service: "dynamodb", call: "Query", fault: { kind: "InternalError" } }]);
  const { status, stdout, stderr } = await served.run(["findings", "--json"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("InternalServerError");
});
