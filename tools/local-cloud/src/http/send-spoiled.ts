import type { ServerResponse } from "node:http";
import type { WireFault } from "../faults/fault";
import { type AwsResponse, send } from "./aws-response";

const PARTS = 10;

/** Sends an answer in the way that a fault asks for, or not at all. */
export function sendSpoiled(
  fault: WireFault,
  response: AwsResponse,
  outgoing: ServerResponse,
  hasBody: boolean,
): void {
  const { body = "" } = response;
  const half = body.slice(0, Math.floor(body.length / 2));
  switch (fault.kind) {
    case "hang":
      return;
    case "reset":
      outgoing.socket?.resetAndDestroy();
      return;
    case "cut":
      announce(response, outgoing);
      outgoing.write(hasBody ? half : "", () => outgoing.socket?.resetAndDestroy());
      return;
    case "truncated-xml":
      send({ ...response, body: half }, outgoing, hasBody);
      return;
    case "malformed-xml":
      send({ ...response, body: `<${body.replaceAll("</", "<")}` }, outgoing, hasBody);
      return;
    case "latency":
      later(fault.ms, outgoing, () => {
        send(response, outgoing, hasBody);
      });
      return;
    case "slow-body":
      announce(response, outgoing);
      drip(hasBody ? Buffer.from(body) : Buffer.alloc(0), fault.ms / PARTS, outgoing);
  }
}

/** The head alone, with the length of the whole body. */
function announce({ status, headers, body = "" }: AwsResponse, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  outgoing.flushHeaders();
}

function drip(body: Buffer, everyMs: number, outgoing: ServerResponse): void {
  const size = Math.max(1, Math.ceil(body.length / PARTS));
  later(everyMs, outgoing, () => {
    if (body.length <= size) {
      outgoing.end(body);
      return;
    }
    outgoing.write(body.subarray(0, size));
    drip(body.subarray(size), everyMs, outgoing);
  });
}

function later(ms: number, outgoing: ServerResponse, act: () => void): void {
  setTimeout(() => {
    if (!outgoing.destroyed) act();
  }, ms).unref();
}
