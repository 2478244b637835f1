import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type DetailType, EVENT_SOURCE } from "@security-auto/assessment";
import type { AwsCredentials } from "@security-auto/credentials";
import { HttpRequest, type HttpResponse } from "@smithy/core/protocols";
import { Hash } from "@smithy/core/serde";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";
import { eventsEndpoint } from "./events-endpoint";

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

const CONNECTION_TIMEOUT_MS = 1000;

/**
 * One call of PutEvents, as EventBridge answers it. It is made with the SDK's own signing and transport, and without its EventBridge
 * client, which would add 35 KB to a function's bundle for this one operation.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function eventsCaller({ busName, region, credentials, requestTimeoutMs = 3000 }: PrivateBusOptions) {
  const http = new NodeHttpHandler({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: requestTimeoutMs,
  });
  const sha256 = Hash.bind(null, "sha256");

  return {
    call: async (events: readonly BusEvent[], abortSignal: AbortSignal): Promise<HttpResponse> => {
      const { protocol, hostname, port, host, pathname } = eventsEndpoint(region);
      const body = JSON.stringify({
        Entries: events.map(({ detailType, detail }) => ({
          EventBusName: busName,
          Source: EVENT_SOURCE,
          DetailType: detailType,
          Detail: detail,
        })),
      });
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
      return response;
    },
    close: (): void => {
      http.destroy();
    },
  };
}
