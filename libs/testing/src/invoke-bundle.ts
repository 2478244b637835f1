import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** Imports a bundle and invokes its handler once; says what of Node was loaded when the first line was logged, and what in the end. */
const INVOKE = `
  const { write } = process.stdout;
  let atFirstLine;
  process.stdout.write = function (...values) {
    atFirstLine ??= [...process.moduleLoadList];
    return write.apply(this, values);
  };
  const [bundle, functionName, event] = process.argv.slice(1);
  const { handler } = await import(bundle);
  const context = {
    functionName, functionVersion: "$LATEST", memoryLimitInMB: "256",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:111122223333:function:" + functionName,
    awsRequestId: "request-1", logStreamName: "2026/03/04/[$LATEST]0a1b2c3d4e5f", getRemainingTimeInMillis: () => 30000,
  };
  const response = await handler(JSON.parse(event), context);
  process.stdout.write(JSON.stringify({ response, atFirstLine, atEnd: process.moduleLoadList }) + "\\n");
`;

export interface BundleInvocation {
  /** What the function logged, a record each. */
  readonly records: readonly Record<string, unknown>[];
  readonly warnings: readonly Record<string, unknown>[];
  readonly response: unknown;
  /** What `process.moduleLoadList` said of Node's modules. */
  readonly atFirstLine: readonly string[];
  readonly atEnd: readonly string[];
}

export interface InvokeBundleOptions {
  /** The program that runs it. */
  readonly node: string;
  /** Of the bundle, with `index.mjs` in it. */
  readonly folder: string;
  readonly functionName: string;
  /** Where it finds AWS. */
  readonly endpoint: string;
}

/**
 * Invokes a function's bundle once, in a process of its own, in the account 111122223333 and eu-central-1.
 *
 * @throws with the process's `stdout` and `stderr` if the handler does
 */
export async function invokeBundle(
  event: unknown,
  { node, folder, functionName, endpoint }: InvokeBundleOptions,
): Promise<BundleInvocation> {
  const bundle = pathToFileURL(join(folder, "index.mjs")).href;
  const { stdout, stderr } = await promisify(execFile)(
    node,
    ["--input-type=module", "--eval", INVOKE, bundle, functionName, JSON.stringify(event)],
    {
      encoding: "utf8",
      env: {
        POWERTOOLS_LOGGER_LOG_EVENT: "true",
        POWERTOOLS_SERVICE_NAME: functionName,
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEKEY000001",
        AWS_SECRET_ACCESS_KEY: "not-a-secret",
        AWS_ENDPOINT_URL: endpoint,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    },
  );
  const lines = jsonLines(stdout);
  const outcome = lines.pop() as Pick<BundleInvocation, "response" | "atFirstLine" | "atEnd">;
  return {
    records: lines as BundleInvocation["records"],
    warnings: jsonLines(stderr) as BundleInvocation["warnings"],
    ...outcome,
  };
}

const jsonLines = (text: string): unknown[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
