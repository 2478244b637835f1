import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { AwsCredentials } from "@security-auto/credentials";
import { HttpRequest, type HttpResponse } from "@smithy/core/protocols";
import { Hash } from "@smithy/core/serde";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";

const CONNECTION_TIMEOUT_MS = 1000;

export interface JsonSenderOptions {
  /** As it is signed, such as `events`. */
  readonly service: string;
  /** As it is signed. */
  readonly region: string;
  /** The operation, as `X-Amz-Target` names it. */
  readonly target: string;
  readonly url: () => URL;
  /** Asked for at each call: Lambda renews them. */
  readonly credentials: () => AwsCredentials;
  /** How long one attempt may hear nothing, in ms. @defaultValue 3000 */
  readonly requestTimeoutMs?: number | undefined;
}

/**
 * Sends one operation of a service that speaks AWS JSON 1.1, with the SDK's own signing and transport, and without its client, which would
 * add 35 KB to a function's bundle for this one operation.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonSender({
  service,
  region,
  target,
  url,
  credentials,
  requestTimeoutMs = 3000,
}: JsonSenderOptions) {
  const http = new NodeHttpHandler({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: requestTimeoutMs,
  });
  const sha256 = Hash.bind(null, "sha256");

  return {
    send: async (input: object, abortSignal: AbortSignal): Promise<HttpResponse> => {
      const { protocol, hostname, port, host, pathname } = url();
      const body = JSON.stringify(input);
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
          "x-amz-target": target,
        },
        body,
      });
      const signer = new SignatureV4({ service, region, credentials: credentials(), sha256 });
      const { response } = await http.handle(HttpRequest.clone(await signer.sign(request)), { abortSignal });
      return response;
    },
    close: (): void => {
      http.destroy();
    },
  };
}
