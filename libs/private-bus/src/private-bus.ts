import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type DetailType, EVENT_SOURCE } from "@security-auto/assessment";
import type { AwsCredentials } from "@security-auto/credentials";
import { HttpRequest } from "@smithy/core/protocols";
import { Hash } from "@smithy/core/serde";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";
import { answerOf } from "./answer";
import { eventsEndpoint } from "./events-endpoint";
import { PutEventError } from "./put-event-error";
import { tried } from "./retries";

export interface PrivateBusOptions {
  readonly busName: string;
  readonly region: string;
  /** Asked for at each call: Lambda renews them. */
  readonly credentials: () => AwsCredentials;
  /** How long one attempt may hear nothing, in ms. @defaultValue 3000 */
  readonly requestTimeoutMs?: number;
}

/** One event of the contract. */
export interface BusEvent {
  readonly detailType: DetailType;
  /** As JSON. */
  readonly detail: string;
}

export interface PrivateBus {
  /**
   * Puts one event on the bus, and returns when EventBridge has it.
   *
   * @throws PutEventError when EventBridge did not take it; the signal's reason when it was aborted
   */
  readonly put: (event: BusEvent, signal: AbortSignal) => Promise<void>;
  /** Closes the connections. */
  readonly close: () => void;
}

const CONNECTION_TIMEOUT_MS = 1000;

/**
 * The bus on which functions publish what they found. Keeps its connections: make one for the life of a function's instance. It
 * calls nothing yet.
 *
 * The call is made with the SDK's own signing, transport and retries, and without its EventBridge client, which would add 35 KB to a
 * function's bundle for this one operation.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function privateBus({
  busName,
  region,
  credentials,
  requestTimeoutMs = 3000,
}: PrivateBusOptions): PrivateBus {
  const http = new NodeHttpHandler({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: requestTimeoutMs,
  });
  const sha256 = Hash.bind(null, "sha256");

  async function call(body: string, abortSignal: AbortSignal): Promise<void> {
    const { protocol, hostname, port, host, pathname } = eventsEndpoint(region);
    const request = new HttpRequest({
      method: "POST",
      protocol,
      hostname,
      ...(port !== "" && { port: Number(port) }),
      path: pathname,
      headers: {
        host,
        "content-type": "application/x-amz-json-1.1",
        "content-length": String(Buffer.byteLength(body)),
        "x-amz-target": "AWSEvents.PutEvents",
      },
      body,
    });
    const signer = new SignatureV4({ service: "events", region, credentials: credentials(), sha256 });
    const { response } = await http.handle(HttpRequest.clone(await signer.sign(request)), { abortSignal });
    await answerOf(response);
  }

  return {
    put: async ({ detailType, detail }, signal) => {
      const entry = {
        EventBusName: busName,
        Source: EVENT_SOURCE,
        DetailType: detailType,
        Detail: detail,
      };
      const body = JSON.stringify({ Entries: [entry] });
      const put = await tried(() => call(body, signal), signal);
      if (!put.success) throw new PutEventError(detailType, busName, put.error.name, put.attempts, put.error);
    },
    close: () => {
      http.destroy();
    },
  };
}
