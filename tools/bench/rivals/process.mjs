// A Lambda process for Node: takes events from the Runtime API as long as there are any, answers, reports what it cost.
// HTTP by hand, as Lambda's own client is no JavaScript either: the floor should be Node's and not node:http's.
import { readFileSync } from "node:fs";
import { connect } from "node:net";

const { Buffer, performance } = globalThis;
const env = process.env;
const write = process.stdout.write.bind(process.stdout);
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let firstLogCpuMs;
process.stdout.write = (...values) => {
  firstLogCpuMs ??= cpuMs();
  return write(...values);
};

const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(":");
const api = connect({ host, port: Number(port), noDelay: true });
let waiting;
let received = Buffer.alloc(0);
api.on("data", (chunk) => {
  received = Buffer.concat([received, chunk]);
  const head = received.indexOf("\r\n\r\n");
  if (head < 0) return;
  const length = Number(/content-length: (\d+)/i.exec(received.toString("latin1", 0, head))?.[1] ?? 0);
  if (received.length < head + 4 + length) return;
  const body = received.toString("utf8", head + 4, head + 4 + length);
  received = received.subarray(head + 4 + length);
  waiting(body);
});
api.on("close", () => process.exit());
const call = (text) =>
  new Promise((resolve) => {
    waiting = resolve;
    api.write(text);
  });
const residentKb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0);

const { handler } = await import(process.argv[2]);
for (let count = 1; ; count += 1) {
  const body = await call("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: api\r\n\r\n");
  if (body === "") process.exit();
  const begun = performance.now();
  const cpuBefore = cpuMs();
  const answer = await handler(JSON.parse(body), {
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    memoryLimitInMB: "256",
    invokedFunctionArn: env.BENCH_FUNCTION_ARN,
    awsRequestId: `request-${count}`,
    logStreamName: "2026/01/31/[$LATEST]0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    getRemainingTimeInMillis: () => 30_000,
  });
  const cost = {
    firstLogCpuMs,
    answerCpuMs: cpuMs(),
    ownMs: performance.now() - begun,
    ownCpuMs: cpuMs() - cpuBefore,
    residentKb: residentKb(),
  };
  const text = JSON.stringify(answer);
  await call(
    `POST /2018-06-01/runtime/invocation/request-${count}/response HTTP/1.1\r\nHost: api\r\n` +
      `Bench-Cost: ${JSON.stringify(cost)}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
