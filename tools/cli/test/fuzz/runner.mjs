// Runs the function's bundle: takes the JSON text of an event, invokes the handler as Lambda's runtime does, and reports how it
// ended and what it wrote. With OFFLINE set every request is noted and refused before it leaves the process.
import http from "node:http";
import https from "node:https";
import { performance } from "node:perf_hooks";
import { syncBuiltinESMExports } from "node:module";

const DEADLINE_MS = 30_000;
/** Errors that may be thrown to Lambda: ours, and what AWS answered. */
const OURS = new Set(["S3ReadError", "DeadlineExceededError"]);

let requests = [];
if (process.env["OFFLINE"]) {
  for (const module of [http, https]) {
    module.request = ({ host, hostname, path }) => {
      requests.push({ host: hostname ?? host, path });
      throw Object.assign(new Error("offline"), { code: "ECONNREFUSED" });
    };
  }
  syncBuiltinESMExports();
}

const { handler } = await import(process.argv[2]);

let written = "";
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text) => {
    written += text;
    return true;
  };
}

process.on("message", (text) => {
  void invoke(text).then((ended) =>
    process.send({ ...ended, lines: written.split("\n").slice(0, -1), requests }),
  );
});

async function invoke(text) {
  written = "";
  requests = [];
  const began = performance.now();
  const context = {
    functionName: "security-auto-S3",
    functionVersion: "$LATEST",
    memoryLimitInMB: "256",
    invokedFunctionArn: "arn:aws:lambda:us-west-2:111122223333:function:security-auto-S3",
    awsRequestId: "request-1",
    logStreamName: "2026/03/04/[$LATEST]0a1b2c3d4e5f",
    getRemainingTimeInMillis: () => DEADLINE_MS - (performance.now() - began),
  };
  const inTime = () => performance.now() - began < DEADLINE_MS;
  try {
    // As the runtime sends it on.
    const answer = JSON.stringify(await handler(JSON.parse(text), context));
    return { kind: "answered", answer, inTime: inTime(), polluted: polluted() };
  } catch (error) {
    const isTyped = OURS.has(error?.name) || "$fault" in Object(error);
    return {
      kind: "threw",
      name: String(error?.name),
      message: String(error?.stack),
      isTyped,
      inTime: inTime(),
      polluted: polluted(),
    };
  }
}

/** Keys that something has put on every object. */
function polluted() {
  const found = [];
  for (const key in {}) found.push(key);
  return found;
}

process.send("ready");
