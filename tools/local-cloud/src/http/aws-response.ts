import type { ServerResponse } from "node:http";
import type { WireFault } from "../faults/fault";

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What is to happen to it on its way. */
  readonly spoil?: WireFault;
}

/** Sends an answer as it is. */
export function send(
  { status, headers, body = "" }: AwsResponse,
  outgoing: ServerResponse,
  hasBody: boolean,
): void {
  outgoing.writeHead(status, {
    ...(status !== 204 && { "content-length": Buffer.byteLength(body) }),
    ...headers,
  });
  outgoing.end(hasBody ? body : undefined);
}
