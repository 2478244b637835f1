import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { listenOnLoopback } from "./loopback";
import { refusedSender } from "./refused-sender";
import { sendSpoiled } from "./send-spoiled";
import { type AwsRequest, awsRequest } from "./aws-request";
import { type AwsResponse, send } from "./aws-response";

/**
 * How long an idle connection stays open, in ms. Node's own five seconds fall into the retries of a call that gets no answer: the next try
 * would take a connection that is just being closed, and fail at once.
 */
const IDLE_CONNECTION_MS = 60_000;

/** Answers one request; what it throws becomes a 500. */
export type AwsHandler = (request: AwsRequest) => AwsResponse | Promise<AwsResponse>;

export interface AwsService {
  readonly handle: AwsHandler;
  /** Bytes of the largest request body it reads. */
  readonly largestBody: number;
  /** Its answer to a request with a larger one, which is not read. */
  readonly tooLarge: AwsHandler;
}

export interface AwsServer {
  /** E.g. `http://127.0.0.1:40001`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves one AWS service, or the one that `route` chooses by the head of a request, on a free port of the loopback interface.
 * It keeps no process alive.
 */
export async function listen(route: (head: AwsRequest) => AwsService): Promise<AwsServer> {
  let url = "";
  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION_MS }, (incoming, outgoing) => {
    answer(route, url, incoming, outgoing).catch(() => {
      outgoing.destroy();
    });
  });
  url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  server.unref();
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  route: (head: AwsRequest) => AwsService,
  endpoint: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const requestId = randomBytes(8).toString("hex").toUpperCase();
  const { spoil, ...response } = await respond(route, endpoint, incoming, requestId);
  // What is left of a body that was not read is thrown away as it comes; nobody writes a further request behind it.
  if (!incoming.complete) incoming.resume();
  const hasBody = incoming.method !== "HEAD" && response.status !== 204;
  const headers = {
    "x-amz-request-id": requestId,
    "x-amzn-RequestId": requestId,
    ...(!incoming.complete && { connection: "close" }),
    ...response.headers,
  };
  const whole = { ...response, headers };
  if (spoil === undefined) send(whole, outgoing, hasBody);
  else sendSpoiled(spoil, whole, outgoing, hasBody);
}

async function respond(
  route: (head: AwsRequest) => AwsService,
  endpoint: string,
  incoming: IncomingMessage,
  requestId: string,
): Promise<AwsResponse> {
  const head = awsRequest(incoming, "", { requestId, endpoint });
  if (head === undefined) return { status: 400, body: "unreadable request" };
  const refused = refusedSender(head);
  if (refused !== undefined) return { status: 403, body: refused };
  try {
    const { handle, largestBody, tooLarge } = route(head);
    const body = await readBody(incoming, largestBody);
    return await (body === undefined ? tooLarge(head) : handle({ ...head, body: body.toString("utf8") }));
  } catch (error) {
    return { status: 500, body: `local cloud: ${error instanceof Error ? String(error.stack) : ""}` };
  }
}

/** @returns `undefined` as soon as it is known to be larger than `most` */
async function readBody(incoming: IncomingMessage, most: number): Promise<Buffer | undefined> {
  if (Number(incoming.headers["content-length"] ?? 0) > most) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const stop = (result: Buffer | undefined) => {
      incoming.off("data", take);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > most) stop(undefined);
    };
    incoming.on("data", take);
    incoming.once("end", () => {
      stop(Buffer.concat(chunks));
    });
    incoming.once("error", reject);
  });
}
