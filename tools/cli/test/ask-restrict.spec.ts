import { REMEDIATION_EXAMPLE, remediationRequestSchema } from "@security-auto/assessment";
import { temporaryFolder } from "@security-auto/testing";
import { ACCOUNT } from "./open-bucket";
import { copyStack, type ServedStack, serveStack } from "./served-stack";

/** What the commands ask the function for, and how they end by what it answers: here it answers what an id or a switch asks for. */
// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const action = (status: string, because?: string) => ({ ...REMEDIATION_EXAMPLE, status, because });
const refused = (...issues: readonly { readonly path: string; readonly message: string }[]) => ({
  statusCode: 400,
  body: JSON.stringify({ message: "Error processing event", error: "not a request", issues }),
});
const OFF = { value: "off", at: "2026-03-04T09:14:09.480Z", by: "arn:aws:iam::111122223333:user/noor" };

const ANSWERS: Readonly<Record<string, object>> = {
  applied: { statusCode: 200, body: "{}", outcome: "applied", action: action("applied") },
  failed: { outcome: "failed", action: action("failed", "PutBucketPolicy failed: SlowDown (status 503)") },
  changed: { outcome: "changed", action: action("failed", "the bucket was deleted") },
  undone: { outcome: "undone", action: action("undone") },
  differs: { outcome: "differs", action: action("applied"), differences: ["the ACL was changed since"] },
  absent: {
    statusCode: 400,
    body: JSON.stringify({
      error: "there is no action absent",
      issues: [{ path: "action", message: "there is no action absent" }],
    }),
  },
  expired: refused({ path: "expires", message: "expected a time in the future" }),
  older: { outcome: "postponed" },
  on: { enforcement: { ...OFF, value: "on" } },
  off: { enforcement: OFF },
  status: { enforcement: { value: "on" } },
};

/** The request comes back in the name of an error where the id is `echo`. */
const CODE = `
const ANSWERS = ${JSON.stringify(ANSWERS)};
export const handler = async (request) => {
  if (request.action === "echo") throw new Error(JSON.stringify(request));
  return ANSWERS[request.action ?? request.value ?? "status"];
};`;

const folder = temporaryFolder();
let served: ServedStack;
beforeAll(async () => {
  served = await serveStack(copyStack(folder.path, CODE));
});
afterAll(() => served.cloud.close());

const WHO = ["--owner", "noor@example.com", "--reason", "the audit goes on"];

describe("the request", () => {
  test.each([
    ["approve", ["approve", "echo"], { request: "approve" }],
    [
      "approve, in somebody's name",
      ["approve", "echo", ...WHO],
      { request: "approve", owner: "noor@example.com", reason: "the audit goes on" },
    ],
    [
      "undo",
      ["undo", "echo", ...WHO],
      { request: "undo", owner: "noor@example.com", reason: "the audit goes on" },
    ],
    [
      "undo until a day, although the bucket was changed",
      ["undo", "echo", ...WHO, "--expires", "2026-04-01", "--force"],
      {
        request: "undo",
        owner: "noor@example.com",
        reason: "the audit goes on",
        expires: "2026-04-01",
        force: true,
      },
    ],
  ])("%s: as the contract has it, in the name of the caller", async (_, args, request) => {
    const { status, stderr } = await served.run(args);
    expect(status).toBe(1);
    const [, sent = ""] = /Error: (\{.*\}); it can be asked for again\n$/.exec(stderr) ?? [];
    const value: unknown = JSON.parse(sent);
    expect(value).toEqual({
      version: "1",
      action: "echo",
      by: `arn:aws:iam::${ACCOUNT}:user/operator`,
      ...request,
    });
    expect(remediationRequestSchema.safeParse(value).success).toBe(true);
  });
});

describe("the answer in words, and the exit code", () => {
  test.each<[string, readonly string[], number, string]>([
    ["applied", ["approve", "applied"], 0, "applied: bucket ledger-archive (444455556666) is private now"],
    ["S3 failed", ["approve", "failed"], 1, "failed: PutBucketPolicy failed: SlowDown (status 503)"],
    ["not what was planned for", ["approve", "changed"], 1, "nothing was written: the bucket was deleted"],
    [
      "undone",
      ["undo", "undone", ...WHO],
      0,
      "undone: bucket ledger-archive (444455556666) has again what it had before",
    ],
    ["changed since", ["undo", "differs", ...WHO], 1, "the ACL was changed since\nto undo it all the same"],
    [
      "switched on",
      ["enforcement", "on"],
      0,
      "enforcement is on since 2026-03-04T09:14:09.480Z, by arn:aws:iam::111122223333:user/noor: ",
    ],
    ["switched off", ["enforcement", "off"], 0, "enforcement is off since 2026-03-04T09:14:09.480Z, by "],
    ["never switched", ["enforcement", "status"], 0, "enforcement is on: "],
  ])("%s", async (_, args, code, words) => {
    const { status, stdout, stderr } = await served.run(args);
    expect({ status, stderr }).toEqual({ status: code, stderr: "" });
    expect(stdout).toContain(words);
    const { lines } = await served.run([...args, "--json"]);
    expect(lines).toHaveLength(1);
    const line: unknown = JSON.parse(lines[0] ?? "");
    expect(ANSWERS[args[1] ?? ""]).toMatchObject(Object(line) as object);
    expect(line).not.toHaveProperty("body");
  });
});

describe("what is not done is one line", () => {
  test.each<[string, readonly string[], number, string]>([
    ["it cannot be done", ["approve", "absent"], 1, "there is no action absent"],
    [
      "a time that is past",
      ["undo", "expired", ...WHO, "--expires", "2020-01-01"],
      2,
      "--expires: expected a time in the future",
    ],
    ["an answer of another version", ["approve", "older"], 1, "its answer is none of this version"],
    ["no action", ["approve"], 2, "approve takes one ACTION: npm run actions lists them"],
    ["two actions", ["undo", "a", "b"], 2, "undo takes one ACTION"],
    [
      "nobody answers for it",
      ["undo", "undone", "--reason", "x"],
      2,
      "undo needs --owner NAME and --reason TEXT",
    ],
    ["no reason", ["undo", "undone", "--owner", "x"], 2, "undo needs --owner NAME and --reason TEXT"],
    ["a force that does nothing", ["approve", "applied", "--force"], 2, "Unknown option '--force'"],
    ["neither on nor off", ["enforcement", "maybe"], 2, "enforcement takes one of on, off, status"],
    ["both", ["enforcement", "on", "off"], 2, "enforcement takes one of on, off, status"],
    ["nothing", ["enforcement"], 2, "enforcement takes one of on, off, status"],
    [
      "nobody there",
      ["enforcement", "off", "--endpoint", "http://127.0.0.1:1"],
      2,
      "no connection to 127.0.0.1:1 (ECONNREFUSED)",
    ],
  ])("%s", async (_, args, code, message) => {
    const { status, stdout, stderr } = await served.run(args);
    expect({ status, stdout }).toEqual({ status: code, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
