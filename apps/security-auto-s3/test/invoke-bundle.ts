import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { nodesToTest } from "@security-auto/testing";
import type { DenyingAws } from "./denying-aws";

export const ROOT = resolve(__dirname, "../../..");
export const NODES = nodesToTest(ROOT);
export const FOLDER = join(ROOT, "dist/apps/security-auto-s3");

/** Imports the bundle and invokes its handler once; tells what of Node was loaded when the first line was logged, and what in the end. */
const INVOKE = `
  const { write } = process.stdout;
  let atFirstLine;
  process.stdout.write = function (...values) {
    atFirstLine ??= [...process.moduleLoadList];
    return write.apply(this, values);
  };
  const { handler } = await import(process.argv[1]);
  const context = {
    functionName: "security-auto-S3", functionVersion: "$LATEST", memoryLimitInMB: "256",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:111122223333:function:security-auto-S3",
    awsRequestId: "request-1", logStreamName: "2026/03/04/[$LATEST]0a1b2c3d4e5f", getRemainingTimeInMillis: () => 30000,
  };
  const response = await handler(JSON.parse(process.argv[2]), context);
  process.stdout.write(JSON.stringify({ response, atFirstLine, atEnd: process.moduleLoadList }) + "\\n");
`;

export interface Invocation {
  readonly records: readonly Record<string, unknown>[];
  readonly warnings: readonly Record<string, unknown>[];
  readonly response: unknown;
  /** What `process.moduleLoadList` said of Node's modules. */
  readonly atFirstLine: readonly string[];
  readonly atEnd: readonly string[];
}

/**
 * Invokes the bundle once, in a process of its own.
 *
 * @throws with the process's `stdout` and `stderr` when the handler does
 */
export async function invokeBundle(
  node: string,
  event: unknown,
  aws: DenyingAws,
  folder = FOLDER,
): Promise<Invocation> {
  const bundle = pathToFileURL(join(folder, "index.mjs")).href;
  const { stdout, stderr } = await promisify(execFile)(
    node,
    ["--input-type=module", "--eval", INVOKE, bundle, JSON.stringify(event)],
    {
      encoding: "utf8",
      env: {
        POWERTOOLS_LOGGER_LOG_EVENT: "true",
        POWERTOOLS_SERVICE_NAME: "security-auto-S3",
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEKEY000001",
        AWS_SECRET_ACCESS_KEY: "not-a-secret",
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    },
  );
  const lines = jsonLines(stdout);
  const outcome = lines.pop() as Pick<Invocation, "response" | "atFirstLine" | "atEnd">;
  return {
    records: lines as Invocation["records"],
    warnings: jsonLines(stderr) as Invocation["warnings"],
    ...outcome,
  };
}

const jsonLines = (text: string): unknown[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
