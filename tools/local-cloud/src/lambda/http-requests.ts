import type { Readable } from "node:stream";

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const HEAD_END = "\r\n\r\n";

/**
 * Reads HTTP/1.1 requests, pipelined or not, whose bodies carry a `Content-Length`: all that the function process
 * sends. `node:http` would do it too, at twice the time per invocation.
 */
export function readHttpRequests(socket: Readable, onRequest: (request: HttpRequest) => void): void {
  let chunks: Buffer[] = [];
  let have = 0;
  /** Fewer bytes cannot be a whole request: large bodies are put together once, not at every chunk. */
  let need = 0;
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    have += chunk.length;
    if (have < need) return;
    let received = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    for (;;) {
      need = lengthOfFirst(received);
      if (received.length === 0 || received.length < need) break;
      onRequest(parse(received.subarray(0, need)));
      received = received.subarray(need);
    }
    chunks = received.length === 0 ? [] : [received];
    have = received.length;
  });
}

/** Bytes of the request that `received` begins with, or one more than it has while its head is not whole. */
function lengthOfFirst(received: Buffer): number {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return received.length + 1;
  return headEnd + HEAD_END.length + contentLength(received.toString("latin1", 0, headEnd));
}

function parse(request: Buffer): HttpRequest {
  const headEnd = request.indexOf(HEAD_END);
  const line = request.toString("latin1", 0, request.indexOf("\r\n"));
  const [method = "", path = ""] = line.split(" ", 2);
  return { method, path, body: request.toString("utf8", headEnd + HEAD_END.length) };
}

function contentLength(head: string): number {
  const found = /\r\ncontent-length: *(\d+)/i.exec(head);
  return found === null ? 0 : Number(found[1]);
}

/** A whole HTTP response with a JSON body, as text. */
export function httpResponse(
  status: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return (
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${lines.join("")}` +
    `Content-Length: ${Buffer.byteLength(body)}${HEAD_END}${body}`
  );
}
