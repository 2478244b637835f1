import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LiveHappened, LiveReport } from "@security-auto/report";
import type { Reported } from "../report/reported";
import { ChangeError, type Changes, changeSchema } from "./changes";
import type { Happenings } from "./happenings";
import { type Gate, refusalOf } from "./refusal";

/** What the page and its API are made of. */
export interface ConsoleParts {
  readonly page: () => Promise<string>;
  readonly report: () => Promise<Reported>;
  readonly happenings: Happenings;
  readonly changes: Changes;
}

export interface ConsoleServer {
  /** For a browser on this machine; the token is in it. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const LOOPBACK = "127.0.0.1";

/** How long a request for what is new waits, ms. */
const WAIT_MS = 25_000;

/** Bytes of a change at most. */
const LARGEST = 4096;

const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;

interface Answer {
  readonly status: number;
  /** Of an object, as JSON; a text is the page. */
  readonly body: object | string;
}

/** Serves the page and its API on a free port of the loopback interface, to whoever knows the token. */
export async function serveConsole(parts: ConsoleParts): Promise<ConsoleServer> {
  const token = randomBytes(32).toString("base64url");
  const closing = new AbortController();
  let gate: Gate = { host: "", token };
  const server = createServer((request, response) => {
    const left = new AbortController();
    response.once("close", () => {
      left.abort();
    });
    answerTo(request, parts, { gate, ended: AbortSignal.any([closing.signal, left.signal]) })
      .catch((error: unknown) => failed(500, error instanceof Error ? error.message : String(error)))
      .then(
        (answer) => {
          send(answer, response);
        },
        () => undefined,
      );
  });
  server.listen(0, LOOPBACK);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  gate = { host: `${LOOPBACK}:${port}`, token };
  return {
    address: `http://${gate.host}/#/way?token=${token}`,
    close: async () => {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function send({ status, body }: Answer, response: ServerResponse): void {
  const [type, text] =
    typeof body === "string" ? ["text/html", body] : ["application/json", JSON.stringify(body)];
  response.writeHead(status, { ...HEADERS, "Content-Type": `${type}; charset=utf-8` }).end(text);
}

const failed = (status: number, error: string): Answer => ({ status, body: { error } });

async function answerTo(
  request: IncomingMessage,
  { page, report, happenings, changes }: ConsoleParts,
  { gate, ended }: { readonly gate: Gate; readonly ended: AbortSignal },
): Promise<Answer> {
  const { method = "", url = "", headers } = request;
  const [path = "", query = ""] = url.split("?");
  const refusal = refusalOf({ method, path, headers }, gate);
  if (refusal !== undefined) return failed(403, refusal);
  switch (`${method} ${path}`) {
    case "GET /":
      return { status: 200, body: await page() };
    case "GET /api/report": {
      const { broken, buckets } = changes;
      const body: LiveReport = { ...(await report()), buckets, ...(broken !== undefined && { broken }) };
      return { status: 200, body };
    }
    case "GET /api/happened": {
      const after = Number(new URLSearchParams(query).get("after") ?? "0");
      if (!Number.isSafeInteger(after) || after < 0) return failed(400, "after is no number of an event");
      const limit = AbortSignal.any([ended, AbortSignal.timeout(WAIT_MS)]);
      const body: LiveHappened = { happened: await happenings.after(after, limit) };
      return { status: 200, body };
    }
    case "POST /api/changes":
      return change(request, changes);
    default:
      return failed(404, `there is no ${method} ${path}`);
  }
}

async function change(request: IncomingMessage, changes: Changes): Promise<Answer> {
  if (request.headers["content-type"] !== "application/json")
    return failed(415, "the Content-Type is not application/json");
  const text = await textOf(request);
  if (text === undefined) return failed(413, `a change has ${LARGEST} bytes at most`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed(400, "the body is no JSON");
  }
  const asked = changeSchema.safeParse(value);
  if (!asked.success)
    return failed(
      400,
      asked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    );
  try {
    await changes.make(asked.data);
    return { status: 200, body: {} };
  } catch (error) {
    if (error instanceof ChangeError) return failed(409, error.message);
    throw error;
  }
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = chunk as Buffer;
    size += part.length;
    if (size > LARGEST) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}
