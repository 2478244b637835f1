import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listening } from "./listening";

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<IncomingMessage["headers"]>;
  readonly body: string;
  /** What it was signed with; empty where it was not. */
  readonly signature: { readonly accessKeyId: string; readonly region: string; readonly service: string };
}

/** What is sent back; or that nothing is, or only a part. */
export type FakeAnswer =
  | {
      /** Default: 200. */
      readonly status?: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "hang"
  | "reset"
  | "begin and hang";

/** A server on loopback that answers in place of AWS. */
export interface FakeAws {
  readonly url: string;
  readonly port: number;
  /** Ends every connection, also those that were never answered. */
  readonly close: () => Promise<void>;
}

/**
 * Answers in place of AWS, on loopback, until it is closed.
 *
 * @param answer - is called with each request, in the order in which they arrived
 */
export async function startFakeAws(
  answer: (request: ReceivedRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeAws> {
  const server = createServer((request, response) => {
    void received(request)
      .then(answer)
      .then((given) => {
        send(given, request, response);
      });
  });
  const { port, close } = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => {
      server.closeAllConnections();
      return close();
    },
  };
}

async function received(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const body = Buffer.concat(chunks).toString();
  const { method = "", url = "/", headers } = request;
  const [, accessKeyId = "", region = "", service = ""] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  return { method, url, headers, body, signature: { accessKeyId, region, service } };
}

function send(answer: FakeAnswer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === "hang") return;
  if (answer === "reset") {
    request.socket.destroy();
    return;
  }
  if (answer === "begin and hang") {
    response.writeHead(200, { "content-type": "application/xml", "content-length": "1000" });
    response.write("<AccessControlPolicy>");
    return;
  }
  const { status = 200, body = "", headers = {} } = answer;
  response.writeHead(status, { "content-type": "application/xml", ...headers }).end(body);
}
