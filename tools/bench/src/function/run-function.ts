import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { HOME, preparedAnswer } from "./prepared-aws";

/** What a function process reports after each event. */
export interface Cost {
  /** Processor time of the process up to its first log line, ms. */
  readonly firstLogCpuMs: number;
  /** Processor time of the process up to this answer, ms. */
  readonly answerCpuMs: number;
  /** From the event's arrival to the handler's answer, ms. Python does not report it. */
  readonly ownMs?: number;
  readonly residentKb: number;
}

/** A function process from its start to the answer to the last event. */
export interface FunctionRun {
  /** From the start of the process to its first log line, ms on the wall. */
  readonly firstLogMs: number;
  /** From the start of the process to its first answer, ms on the wall. */
  readonly answerMs: number;
  /** One for each event. */
  readonly costs: readonly Cost[];
  /** The first answer. */
  readonly answer: unknown;
  /** Requests to AWS, in order, such as `GET /ledger/?acl=`. */
  readonly calls: readonly string[];
}

export interface FunctionProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

export interface RunOptions {
  readonly events: readonly object[];
  /** How long AWS takes for each answer, ms. */
  readonly latencyMs?: number;
}

const RUNTIME = "/2018-06-01/runtime/invocation/";

/** The environment Lambda gives the function; AWS is at `host`. */
export function functionEnvironment(host: string): Record<string, string> {
  return {
    AWS_LAMBDA_RUNTIME_API: host,
    AWS_LAMBDA_FUNCTION_NAME: "security-auto-S3",
    BENCH_FUNCTION_ARN: `arn:aws:lambda:us-west-2:${HOME}:function:security-auto-S3`,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "ASIAHOME",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_SESSION_TOKEN: "token",
    AWS_ENDPOINT_URL: `http://${host}`,
    POWERTOOLS_SERVICE_NAME: "security-auto-S3",
    POWERTOOLS_LOGGER_LOG_EVENT: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}

/**
 * Starts a function as Lambda does: a process that asks the Runtime API for events. AWS answers at the same address.
 *
 * @throws Error with what the process wrote when it ends before it has answered every event
 */
export async function runFunction(
  { command, args, cwd }: FunctionProgram,
  { events, latencyMs = 0 }: RunOptions,
): Promise<FunctionRun> {
  const reports: { at: number; body: string; cost: Cost }[] = [];
  const calls: string[] = [];
  let next = 0;

  const runtimeApi = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === "GET") {
      const event = events[next];
      next += 1;
      if (event === undefined) request.socket.destroy();
      else response.end(JSON.stringify(event));
      return;
    }
    const body = await textOf(request);
    reports.push({ at: performance.now(), body, cost: costOf(request) });
    response.writeHead(202, { "content-length": "0" }).end();
  };
  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    if (url.startsWith(RUNTIME)) {
      void runtimeApi(request, response);
      return;
    }
    calls.push(`${method} ${url}`);
    void wait(latencyMs).then(() => {
      const { status, body } = preparedAnswer(method, url);
      response.writeHead(status, { "content-type": "application/xml" }).end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const start = performance.now();
  const child = spawn(command, args, { cwd, env: functionEnvironment(`127.0.0.1:${port}`) });
  let firstLogAt: number | undefined;
  let written = "";
  child.stdout.on("data", (chunk: Buffer) => {
    firstLogAt ??= performance.now();
    if (written.length < 4000) written += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => (written += chunk.toString()));
  try {
    await once(child, "close");
  } finally {
    server.close();
    server.closeAllConnections();
  }
  const [first] = reports;
  if (first === undefined || reports.length < events.length || firstLogAt === undefined)
    throw new Error(
      `${command} ${args.join(" ")} answered ${reports.length} of ${events.length} events:\n${written}`,
    );
  return {
    firstLogMs: firstLogAt - start,
    answerMs: first.at - start,
    costs: reports.map(({ cost }) => cost),
    answer: JSON.parse(first.body) as unknown,
    calls,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function costOf({ headers }: IncomingMessage): Cost {
  return JSON.parse(String(headers["bench-cost"])) as Cost;
}
