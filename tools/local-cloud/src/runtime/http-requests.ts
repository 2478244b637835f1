import type { Readable } from "node:stream";

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Empty when it is too large: then it is thrown away as it comes. */
  readonly body: string;
  readonly isTooLarge: boolean;
}

export interface HttpLimits {
  /** Bytes of the largest body that is kept. */
  readonly largestBody: number;
  readonly onRequest: (request: HttpRequest) => void;
  /** What comes is no request: its head has no end, or its length is no number. */
  readonly onMalformed: () => void;
}

const HEAD_END = "\r\n\r\n";
const LARGEST_HEAD = 64 * 1024;

/**
 * Reads HTTP/1.1 requests, pipelined or not, whose bodies carry a `Content-Length`: all that the function process
 * sends. `node:http` would do it too, at twice the time per invocation.
 */
export function readHttpRequests(
  socket: Readable,
  { largestBody, onRequest, onMalformed }: HttpLimits,
): void {
  let chunks: Buffer[] = [];
  let have = 0;
  /** Fewer bytes cannot be a whole request: large bodies are put together once, not at every chunk. */
  let need = 0;
  /** Bytes of a body that is too large, still to come. */
  let unwanted = 0;
  socket.on("data", (whole: Buffer) => {
    const chunk = unwanted === 0 ? whole : whole.subarray(Math.min(unwanted, whole.length));
    unwanted -= whole.length - chunk.length;
    if (chunk.length === 0) return;
    chunks.push(chunk);
    have += chunk.length;
    if (have < need) return;
    let received = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    need = 0;
    while (received.length > 0) {
      const headEnd = received.indexOf(HEAD_END);
      const length = headEnd < 0 ? 0 : contentLength(received.toString("latin1", 0, headEnd));
      if (length === undefined || (headEnd < 0 && received.length > LARGEST_HEAD)) {
        chunks = [];
        socket.removeAllListeners("data");
        onMalformed();
        return;
      }
      if (headEnd < 0) break;
      const end = headEnd + HEAD_END.length + length;
      if (length > largestBody) {
        onRequest(requestOf(received.subarray(0, headEnd), "", true));
        unwanted = Math.max(0, end - received.length);
        received = received.subarray(end);
        continue;
      }
      need = end;
      if (received.length < end) break;
      const body = received.toString("utf8", headEnd + HEAD_END.length, end);
      onRequest(requestOf(received.subarray(0, headEnd), body, false));
      received = received.subarray(end);
      need = 0;
    }
    chunks = received.length === 0 ? [] : [received];
    have = received.length;
  });
}

function requestOf(head: Buffer, body: string, isTooLarge: boolean): HttpRequest {
  const [line = ""] = head.toString("latin1").split("\r\n", 1);
  const [method = "", path = ""] = line.split(" ", 2);
  return { method, path, body, isTooLarge };
}

/** @returns `undefined` when it is no number that can be counted to */
function contentLength(head: string): number | undefined {
  const found = /\r\ncontent-length:([^\r]*)/i.exec(head)?.[1]?.trim();
  if (found === undefined) return 0;
  const length = /^\d+$/.test(found) ? Number(found) : NaN;
  return Number.isSafeInteger(length) ? length : undefined;
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
