import type { ActionItem } from "@security-auto/register";
import { commandServed } from "./command";
import { ACCOUNT, idOf } from "./open-bucket";
import { actionFor, inRegister } from "./recorded-actions";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const BY = `arn:aws:iam::${ACCOUNT}:user/noor`;
const planned = actionFor("museum", { remediation: { at: "2026-03-03T08:00:00.000Z" } });
const applied = actionFor("ledger", {
  remediation: {
    at: "2026-03-04T09:14:09.480Z",
    status: "applied",
    respond: "approve",
    requested: { by: BY, owner: "noor@example.com", reason: "nobody needs it" },
  },
});
const withStanding: ActionItem = { ...applied, stands: applied.left };
const undone = actionFor("press", {
  remediation: { at: "2026-03-05T10:00:00.000Z", status: "undone" },
  undo: {
    by: BY,
    owner: "ilse@example.com",
    reason: "downloads",
    at: "2026-03-05T09:59:58.000Z",
    force: true,
  },
});
const UNTIL = "2999-01-01T00:00:00.000Z";

let served: ServedStack;
beforeAll(async () => {
  served = await serveStack();
  await inRegister(served, async (register) => {
    for (const item of [planned, withStanding, undone]) await register.putAction(item);
    await register.putSuppression({
      item: "suppression",
      version: "1",
      account: ACCOUNT,
      bucket: "press",
      finding: idOf("press"),
      kind: "suppressed",
      exception: { owner: "ilse@example.com", reason: "downloads", until: UNTIL, by: BY },
      exposure: "public",
      since: "2026-03-05T09:59:58.000Z",
      revision: 1,
      expiresAt: Date.parse(UNTIL) / 1000,
    });
  });
});
afterAll(() => served.cloud.close());
afterEach(() => {
  served.cloud.setFaults([]);
});

const idsIn = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { id: string }).id);

test("a table, newest first, that fits 100 columns", async () => {
  const { status, stderr, lines } = await served.run(["actions"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines[0]).toBe("AT (UTC)          STATUS   ACTION");
  expect(lines[1]).toBe(`2026-03-05 10:00  undone   ${undone.remediation.id}`);
  expect(lines[2]?.trim()).toBe("PutPublicAccessBlock for nothing-public: public before, private after");
  expect(lines.at(-1)).toBe("3 actions");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
});

test("--json: one line each, with the parameters of each step", async () => {
  const { status, lines } = await served.run(["actions", "--json"]);
  expect(status).toBe(0);
  expect(idsIn(lines)).toEqual([undone, applied, planned].map(({ remediation }) => remediation.id));
  expect(JSON.parse(lines[1] ?? "")).toEqual({
    id: applied.remediation.id,
    status: "applied",
    bucket: "ledger",
    account: ACCOUNT,
    region: "us-west-2",
    invariant: "nothing-public",
    at: "2026-03-04T09:14:09.480Z",
    steps: applied.remediation.steps,
    respond: "approve",
    before: { atLeast: "public", atMost: "public" },
    after: { atLeast: "private", atMost: "private" },
    stops: [expect.stringContaining("anyone on the internet")],
    undo: applied.remediation.undo,
    requested: { by: BY, owner: "noor@example.com", reason: "nobody needs it" },
  });
});

test.each([
  [["--status", "planned"], [planned]],
  [["--bucket", "press"], [undone]],
  [["--bucket", "press", "--status", "planned"], []],
])("%j lists those alone", async (filter, items) => {
  const { lines } = await served.run(["actions", "--json", ...filter]);
  expect(idsIn(lines)).toEqual(items.map(({ remediation }) => remediation.id));
});

describe("show prints everything about one in words", () => {
  const shown = async (item: ActionItem) => {
    const { status, stderr, stdout } = await served.run(["actions", "show", item.remediation.id]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };

  test.each<[string, ActionItem, readonly RegExp[]]>([
    [
      "why it is only planned, and how to approve it",
      planned,
      [
        /^status +planned at 2026-03-03/m,
        /^bucket +museum \(111122223333, us-west-2\)$/m,
        /^invariant +nothing-public \(respond: observe\)$/m,
        /^because +the invariant is only observed: nothing is written unless somebody approves it$/m,
        /^exposure +public before, private after$/m,
        /^loses access .*anyone on the internet$/m,
        new RegExp(`^to do +npm run approve -- ${planned.remediation.id}$`, "m"),
      ],
    ],
    [
      "the parameters, the undo, who approved it, what stands, and how to undo it",
      applied,
      [
        /^step 1 +PutPublicAccessBlock: \S/m,
        /^ +\+ +"RestrictPublicBuckets": true$/m,
        /^undo +DeletePublicAccessBlock$/m,
        /^asked for +approval, by arn:aws:iam::111122223333:user\/noor; noor@example\.com answers for it: nobody needs it$/m,
        /^stands +the bucket's public access block: as the action leaves it$/m,
        new RegExp(`^to do +npm run undo -- ${applied.remediation.id} --owner NAME --reason TEXT$`, "m"),
      ],
    ],
    [
      "who had it undone, and until when the bucket is left alone",
      undone,
      [
        /^asked for +undo, by \S+ at 2026-03-05T09:59:58\.000Z, although the bucket was changed since; ilse@example\.com answers for it: downloads$/m,
        /^left alone +until 2999-01-01T00:00:00\.000Z by ilse@example\.com: downloads$/m,
      ],
    ],
  ])("%s", async (_, item, texts) => {
    const stdout = await shown(item);
    for (const text of texts) expect(stdout).toMatch(text);
  });

  test("--json prints the record, with what restores the bucket", async () => {
    const { lines } = await served.run(["actions", "show", applied.remediation.id, "--json"]);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ ...withStanding });
  });
});

describe("the printed policy", () => {
  const USES = [["actions"], ["actions", "show", planned.remediation.id], ["enforcement", "status"]];
  const policyWithout = async (action: string) => {
    const { stdout } = await served.run(["actions", "--policy"]);
    return JSON.parse(stdout.replaceAll(`"${action}"`, '"dynamodb:ListTables"')) as object;
  };

  test("is enough for each use, and names no bucket", async () => {
    const policy = await policyWithout("nothing");
    expect(JSON.stringify(policy)).not.toContain("s3:");
    for (const args of USES)
      expect(await served.run(args, [policy])).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([
    ["dynamodb:Scan", 0],
    ["dynamodb:GetItem", 1],
    ["dynamodb:Query", 1],
    ["lambda:InvokeFunction", 2],
  ])("without %s something is refused, by its name and with what to do", async (action, index) => {
    const { status, stdout, stderr } = await served.run(USES[index] ?? [], [await policyWithout(action)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(action);
    expect(stderr).toContain("actions --policy prints the permissions that are needed");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("what cannot be done is one line, exit 2", () => {
  test.each<[string, readonly string[], string]>([
    ["an action there is not", ["show", `${ACCOUNT}:ledger:0-1`], `there is no action ${ACCOUNT}:ledger:0-1`],
    ["no id", ["show"], "actions takes nothing, or show ACTION"],
    ["another use", ["undo", "x"], "actions takes nothing, or show ACTION"],
    [
      "a status there is not",
      ["--status", "open"],
      "--status: expected one of planned, applied, failed, undone, refused",
    ],
    ["a filter of one", ["show", "x", "--bucket", "ledger"], "show ACTION takes no --bucket; "],
    ["a policy of some", ["--policy", "--status", "planned"], "--policy takes no --status; "],
    ["an option of findings", ["--all"], "Unknown option '--all'"],
    ["an endpoint that is none", ["--endpoint", "nowhere"], "--endpoint needs an http(s) URL"],
    ["nobody there", ["--endpoint", "http://127.0.0.1:1"], "no connection to 127.0.0.1:1 (ECONNREFUSED)"],
  ])("%s", async (_, args, message) => {
    const { status, stdout, stderr } = await served.run(["actions", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("credentials that AWS does not take", async () => {
    const { status, stderr } = await commandServed(["actions"], {
      ...served.variables(),
      AWS_ACCESS_KEY_ID: "ASIAEXPIRED",
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^the table security-auto of account 111122223333 in us-west-2: AWS does not take the credentials \(\w+\): log in again\n$/,
    );
  });
});
