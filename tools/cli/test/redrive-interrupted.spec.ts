import { existsSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { argumentsOf, commandIntoHead, killTwice, startServed } from "./command";
import { copyStack, type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();

let served: ServedStack | undefined;
afterEach(() => served?.cloud.close());

/** More than SQS gives at once, so that some are held while others still wait. */
const MESSAGES = 25;
const QUEUE = "security-auto-failures";
const EVENT = JSON.stringify({ id: "1", source: "aws.s3", detail: {} });

/** A stack whose function takes its time, and a queue of its failures. */
async function withFailures() {
  const code = `export const handler = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { statusCode: 200, body: "{}" };
  };`;
  const root = copyStack(join(folder.path, String(Math.random())), code);
  served = await serveStack(root);
  const { stack, cloud, calls, variables } = served;
  const queue = cloud.queue(QUEUE);
  const attributes = { RULE_ARN: stack.rules[0]?.arn ?? "", TARGET_ARN: stack.functions[0] ?? "" };
  for (let index = 0; index < MESSAGES; index++) queue?.send(EVENT, attributes);
  const left = () => ({
    visible: queue?.depth ?? 0,
    hidden: queue?.held ?? 0,
    invoked: calls.flatMap(({ invocations }) => invocations).length,
  });
  return { root, variables: variables(), left };
}

describe("when nobody reads on", () => {
  test.each([
    ["redrive --json", ["--json"], 1],
    ["redrive", [], 2],
  ])("%s gives back all it holds", async (_what, args, lines) => {
    const { left, ...options } = await withFailures();
    const ended = await commandIntoHead(["redrive", ...args], { ...options, lines });
    expect(ended).toMatchObject({ status: 0, stderr: "" });
    expect(ended.lines).toHaveLength(lines);
    expect(left()).toEqual({ visible: MESSAGES, hidden: 0, invoked: 0 });
  });

  test.each([
    ["redrive --apply --json", ["--json"]],
    ["redrive --apply", []],
  ])("%s stops between two messages: each is done and deleted, or visible", async (_what, args) => {
    const { left, ...options } = await withFailures();
    const ended = await commandIntoHead(["redrive", "--apply", ...args], options);
    expect(ended).toMatchObject({ status: 1, stderr: "" });
    const { visible, hidden, invoked } = left();
    expect({ hidden, sum: visible + invoked }).toEqual({ hidden: 0, sum: MESSAGES });
    expect(invoked).toBeGreaterThan(0);
    expect(visible).toBeGreaterThan(0);
  });
});

/** A device of Linux that is always full; elsewhere a file that is open for reading only. */
const [UNWRITABLE, ERROR] = existsSync("/dev/full")
  ? ["> /dev/full", "ENOSPC"]
  : ["1< package.json", "EBADF"];

describe("when the output cannot be written", () => {
  const intoNothing = (args: readonly string[], variables: Readonly<Record<string, string>>, root?: string) =>
    startServed(
      "bash",
      ["-c", `"$0" "$@" ${UNWRITABLE}`, process.execPath, ...argumentsOf(args, root)],
      variables,
    ).ended;
  const printed = {
    status: 2,
    stderr: expect.stringMatching(new RegExp(`^the output cannot be written: ${ERROR}.*\\n$`)) as string,
  };

  test.each([
    ["redrive --json", ["--json"], 0],
    ["redrive", [], 0],
    ["redrive --apply --json", ["--apply", "--json"], 1],
    ["redrive --apply", ["--apply"], 0],
  ])("%s gives back all it holds: one line, exit 2", async (_what, args, done) => {
    const { left, root, variables } = await withFailures();
    expect(await intoNothing(["redrive", ...args], variables, root)).toMatchObject(printed);
    expect(left()).toEqual({ visible: MESSAGES - done, hidden: 0, invoked: done });
  });

  test("what holds nothing ends at once: one line, exit 2", async () => {
    expect(await intoNothing(["--help"], {})).toMatchObject(printed);
  });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s, even twice: the same, and the rest is named",
  async (signal) => {
    const { left, root, variables } = await withFailures();
    const args = argumentsOf(["redrive", "--apply", "--json"], root);
    const { started, ended } = startServed(process.execPath, args, variables);
    started.stdout.once("data", () => {
      killTwice(started, signal);
    });
    const { status, stderr, lines } = await ended;
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const fates = lines.map((line) => (JSON.parse(line) as { fate: string }).fate);
    const { visible, hidden, invoked } = left();
    expect({ hidden, sum: visible + invoked }).toEqual({ hidden: 0, sum: MESSAGES });
    expect(fates.filter((fate) => fate === "redriven")).toHaveLength(invoked);
    expect(lines.at(-1)).toContain("stopped before its turn");
  },
);
