import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { sendSpoiled } from "./send-spoiled";
import { type AwsRequest, awsRequest } from "./aws-request";
import { type AwsResponse, send } from "./aws-response";

/** Answers one request; what it throws becomes a 500. */
export type AwsHandler = (request: AwsRequest) => AwsResponse | Promise<AwsResponse>;

export interface AwsServer {
  /** E.g. `http://127.0.0.1:40001`. */
  readonly url: string;
  close(): Promise<void>;
}

const LARGEST_BODY_BYTES = 1024 * 1024;

/** Serves one AWS service on a free port of the loopback interface. It keeps no process alive. */
export async function listen(handle: AwsHandler): Promise<AwsServer> {
  const server = createServer((incoming, outgoing) => {
    readBody(incoming)
      .then((body) => answer(handle, incoming, body, outgoing))
      .catch(() => {
        outgoing.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
  }
  return size > LARGEST_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

async function answer(
  handle: AwsHandler,
  incoming: IncomingMessage,
  body: Buffer | undefined,
  outgoing: ServerResponse,
): Promise<void> {
  const requestId = randomBytes(8).toString("hex").toUpperCase();
  const request = body === undefined ? undefined : awsRequest(incoming, body.toString("utf8"), requestId);
  const { spoil, ...response } = await respond(handle, request);
  const hasBody = incoming.method !== "HEAD" && response.status !== 204;
  const headers = { "x-amz-request-id": requestId, "x-amzn-RequestId": requestId, ...response.headers };
  const whole = { ...response, headers };
  if (spoil === undefined) send(whole, outgoing, hasBody);
  else sendSpoiled(spoil, whole, outgoing, hasBody);
}

async function respond(handle: AwsHandler, request: AwsRequest | undefined): Promise<AwsResponse> {
  if (request === undefined) return { status: 400, body: "unreadable request" };
  try {
    return await handle(request);
  } catch (error) {
    return { status: 500, body: `local cloud: ${error instanceof Error ? String(error.stack) : ""}` };
  }
}
