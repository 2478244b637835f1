import { type FakeAws, startFakeAws } from "@security-auto/testing";
import { argumentsOf, commandServed, killTwice, ROOT, startServed } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

// What hangs is ended by this: no test is measured.
jest.setTimeout(120_000);

const QUEUE = "security-auto-failures";
const SUM = "0 read = 0 redriven + 0 kept";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

let served: ServedStack | undefined;
const servers: FakeAws[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await served?.cloud.close();
  served = undefined;
});

/** Takes every call and answers nothing, but to the one that looks for the queue where it is to be found. */
async function silentAws({ findsQueue = false } = {}) {
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const server = await startFakeAws(({ headers }) => {
    if (findsQueue && headers["x-amz-target"] === "AmazonSQS.GetQueueUrl")
      return { body: JSON.stringify({ QueueUrl: `http://${headers.host ?? ""}/111122223333/${QUEUE}` }) };
    ask();
    return "hang";
  });
  servers.push(server);
  return { url: server.url, asked };
}

const silent = () => silentAws();
const silentQueue = () => silentAws({ findsQueue: true });

describe("an endpoint that takes a call and never answers", () => {
  test.each([
    ["SIGINT", "the queue is looked for", silent],
    ["SIGTERM", "the queue is looked for", silent],
    ["SIGHUP", "the queue is looked for", silent],
    ["SIGINT", "messages are received", silentQueue],
  ] as const)("%s, again and again, while %s: the command ends", async (signal, _where, serve) => {
    const { url, asked } = await serve();
    const args = argumentsOf(["redrive", "--apply", "--endpoint", url], ROOT);
    const { started, ended } = startServed(process.execPath, args, KEYS);
    await asked;
    started.kill(signal);
    // Until the very end, where Node itself no longer listens: by then the command has said how it ended.
    const first = performance.now();
    const again = setInterval(() => {
      // One that comes a second later is meant; this is far from it also where machines are busy.
      if (performance.now() - first < 300) started.kill(signal);
    }, 5);
    const how = await ended;
    clearInterval(again);
    expect(how.lines.at(-1)).toBe(SUM);
    expect([how.status, how.signal]).toEqual(how.signal === null ? [1, null] : [null, signal]);
    expect(how.stderr).toBe("");
  });

  test("without a signal: one line, exit 2", async () => {
    const { url } = await silent();
    const ended = await commandServed(["redrive", "--endpoint", url], KEYS);
    expect(ended).toMatchObject({ status: 2, stdout: "" });
    expect(ended.stderr).toMatch(/^the queue security-auto-failures .*: no answer \(TimeoutError\): .*\n$/);
  });
});

/** A queue with two messages, and a function that never answers. */
async function withSilentFunction() {
  const { url, asked } = await silent();
  served = await serveStack();
  const { cloud, stack, variables } = served;
  const queue = cloud.queue(QUEUE);
  for (const id of ["1", "2"]) queue?.send(JSON.stringify({ id }), { TARGET_ARN: stack.functions[0] ?? "" });
  const command = startServed(process.execPath, argumentsOf(["redrive", "--apply"]), {
    ...variables(),
    AWS_ENDPOINT_URL_LAMBDA: url,
  });
  await asked;
  return { ...command, queue };
}

test("a signal a while after the first ends the process at once, and prints what is left", async () => {
  const { started, ended, queue } = await withSilentFunction();
  killTwice(started, "SIGINT");
  const isRunning = () => started.exitCode === null;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(isRunning()).toBe(true);
  started.kill("SIGINT");
  const how = await ended;
  expect(how.status).toBe(1);
  expect(how.stderr).toMatch(/^stopped at once: .* visible again after 15 minutes.*\n$/);
  expect({ visible: queue?.depth, held: queue?.held }).toEqual({ visible: 0, held: 2 });
});
