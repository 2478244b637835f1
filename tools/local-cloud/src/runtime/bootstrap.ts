import { RUNTIME_CLIENT } from "./runtime-client";
import { INJECT_FAULT } from "./inject-fault";

/**
 * The program every function process starts with: what `/var/runtime/index.mjs` is in Lambda.
 *
 * It is text, because Node has to run it without a file of its own: bundled tools have no source folder, and a
 * temporary file would outlive a killed parent. `--import data:` runs it before the (never run) entry script,
 * which also keeps Node's `--eval` globals (`fs`, `path`...) away from the function: they do not exist in Lambda.
 */
const BODY = String.raw`
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { formatWithOptions } from "node:util";
import { isMainThread } from "node:worker_threads";

const env = process.env;
const stdout = process.stdout.write.bind(process.stdout);
const stderr = process.stderr.write.bind(process.stderr);
const NO_REQUEST = "undefined";
let requestId = NO_REQUEST;

function describe(error) {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split("\n") }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const lowest = LEVELS.indexOf(env.AWS_LAMBDA_LOG_LEVEL ?? "TRACE");
const isJson = env.AWS_LAMBDA_LOG_FORMAT === "JSON";

function log(level, values) {
  if (isJson && LEVELS.indexOf(level) < lowest) return;
  const timestamp = new Date().toISOString();
  if (!isJson) {
    const message = formatWithOptions({}, ...values).replaceAll("\n", "\r");
    stdout(timestamp + "\t" + requestId + "\t" + level + "\t" + message + "\n");
    return;
  }
  const line = { timestamp, level, requestId };
  const only = values.length === 1 ? values[0] : undefined;
  line.message = only !== undefined && !(only instanceof Error) ? only : formatWithOptions({}, ...values);
  const error = values.find((value) => value instanceof Error);
  if (error !== undefined) {
    line.errorType = error.name;
    line.errorMessage = error.message;
    line.stackTrace = String(error.stack).split("\n").slice(1);
  }
  let text;
  try {
    text = JSON.stringify(line);
  } catch {
    text = JSON.stringify({ ...line, message: formatWithOptions({}, ...values) });
  }
  stdout(text + "\n");
}

function logError(label, error) {
  const { errorType, errorMessage, trace } = describe(error);
  if (isJson) return log("ERROR", [error instanceof Error ? error : label + String(error)]);
  const code = error?.code === undefined ? {} : { code: error.code };
  log("ERROR", [label + "\t" + JSON.stringify({ errorType, errorMessage, ...code, stack: trace })]);
}

function patchConsole() {
  const levels = { trace: "TRACE", debug: "DEBUG", log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => log(level, values);
  }
}

async function load(root, handler) {
  const [, folder, file, name] = /^(.*\/)?([^/.]+)\.(.+)$/.exec(handler) ?? [];
  if (file === undefined) throw named("Runtime.MalformedHandlerName", "Bad handler " + handler);
  const base = path.resolve(root, folder ?? "", file);
  const found = [".js", ".mjs", ".cjs"].map((ending) => base + ending).find((place) => existsSync(place));
  if (found === undefined) {
    throw named("Runtime.ImportModuleError", "Error: Cannot find module '" + file + "'");
  }
  let module;
  try {
    module = await import(pathToFileURL(found).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw named("Runtime.UserCodeSyntaxError", "SyntaxError: " + error.message);
    const missing = error?.code === "MODULE_NOT_FOUND" || error?.code === "ERR_MODULE_NOT_FOUND";
    throw missing ? named("Runtime.ImportModuleError", "Error: " + error.message) : error;
  }
  const pick = (from) => name.split(".").reduce((value, key) => value?.[key], from);
  const picked = pick(module) ?? pick(module.default);
  if (picked === undefined) {
    throw named("Runtime.HandlerNotFound", handler + " is undefined or not exported");
  }
  if (typeof picked !== "function") throw named("Runtime.HandlerNotFound", handler + " is not a function");
  if (picked.length >= 3 && Number(/nodejs(\d+)/.exec(env.AWS_EXECUTION_ENV)?.[1]) >= 24) {
    throw named(
      "Runtime.CallbackHandlerDeprecated",
      "ERROR: AWS Lambda does not support callback-based function handlers when using Node.js 24 and later.",
    );
  }
  return picked;
}

function call(handler, event, context) {
  if (handler.length < 3) return handler(event, context);
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
  });
}

function contextOf(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

let warned = false;
process.stderr.write = (...values) => {
  warned = true;
  return stderr(...values);
};
let measuredAt = -Infinity;
let maxRss = 0;

/**
 * Ends this invocation's part of the streams: always of standard output, and of standard error if it was used.
 * Written before the answer, so the answer never overtakes a line. Measuring memory is slow, so not every time.
 */
function mark() {
  const now = performance.now();
  if (now - measuredAt > 100) {
    measuredAt = now;
    maxRss = process.resourceUsage().maxRSS;
  }
  stdout(MARK + maxRss + (warned ? " 2\n" : " 1\n"));
  if (warned) stderr(MARK + "\n");
  warned = false;
}

async function main() {
  process.execArgv = [];
  process.stdin.on("end", () => process.exit()).on("error", () => process.exit()).resume();
  const api = connect();
  const fail = async (label, type, error) => {
    logError(label, error);
    const where = requestId === NO_REQUEST ? "init/error" : "invocation/" + requestId + "/error";
    await api.send(api.post(where, JSON.stringify({ ...describe(error), errorType: type ?? describe(error).errorType }), type));
    process.exit(129);
  };
  process.on("uncaughtException", (error) => void fail("Uncaught Exception ", undefined, error));
  process.on("unhandledRejection", (reason) =>
    void fail("Unhandled Promise Rejection ", "Runtime.UnhandledPromiseRejection", reason),
  );
  patchConsole();

  let handler;
  try {
    handler = await load(env.LAMBDA_TASK_ROOT, env._HANDLER);
  } catch (error) {
    await fail("Uncaught Exception ", undefined, error);
  }
  let answer = "";
  for (;;) {
    const { headers, body } = await api.next(answer);
    requestId = headers["lambda-runtime-aws-request-id"];
    env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
    const where = "invocation/" + requestId;
    const inject = faultOf(headers["lambda-runtime-local-fault"]);
    try {
      if (inject !== undefined) await inject("start");
      const answered = call(handler, JSON.parse(body), contextOf(headers));
      if (inject !== undefined) await inject("middle", answered);
      const value = await answered;
      if (inject !== undefined) await inject("end");
      answer = api.post(where + "/response", JSON.stringify(value === undefined ? null : value));
    } catch (error) {
      logError("Invoke Error ", error);
      answer = api.post(where + "/error", JSON.stringify(describe(error)), "Unhandled");
    }
    mark();
  }
}

if (isMainThread) await main();
`;

/**
 * The value of `--import` that makes a Node process a Lambda execution environment.
 *
 * @param mark - Text written to both streams when an invocation ends; unguessable, so no log line can forge it
 */
export function bootstrapUrl(mark: string): string {
  return `data:text/javascript,${encodeURIComponent(`const MARK = ${JSON.stringify(mark)};${INJECT_FAULT}${RUNTIME_CLIENT}${BODY}`)}`;
}
