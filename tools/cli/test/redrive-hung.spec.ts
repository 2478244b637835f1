import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { argumentsOf, commandServed, killTwice, ROOT, startServed } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

// What hangs is ended by this: no test is measured.
jest.setTimeout(120_000);

const QUEUE = "security-auto-failures";
const SUM = "0 read = 0 redriven + 0 kept";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

let served: ServedStack | undefined;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await served?.cloud.close();
  served = undefined;
});

/** Serves until the end of the test; `close` closes what nobody answers. */
async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on("connection", (socket) => server.once("close", () => socket.destroy()));
  const close = server.close.bind(server);
  server.close = (done) => {
    server.emit("close");
    return close(done);
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Takes every connection and answers nothing. */
async function silent() {
  const server = createServer();
  return { url: await listening(server), asked: once(server, "connection") };
}

/** Finds the queue, and then answers nothing. */
async function silentQueue() {
  const server = createHttpServer();
  const asked = new Promise((resolve) => {
    server.on("request", ({ headers }, response) => {
      if (headers["x-amz-target"] !== "AmazonSQS.GetQueueUrl") resolve(undefined);
      else response.end(JSON.stringify({ QueueUrl: `http://${headers.host}/111122223333/${QUEUE}` }));
    });
  });
  return { url: await listening(server), asked };
}

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

test("a signal a while after the first ends the process at once, and tells what is left", async () => {
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
