import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { SignatureV4 } from "@smithy/signature-v4";

export interface TransportOptions {
  /** How long one attempt may hear nothing, in ms. @defaultValue 3000 */
  readonly requestTimeoutMs?: number;
  /** How often a call is tried in all. @defaultValue 3 */
  readonly maxAttempts?: number;
}

/** What all clients have in common: kept-alive connections, time-outs, retries, and how requests are signed. */
export interface Transport {
  /** Spread into a client's configuration. */
  readonly config: {
    readonly requestHandler: Record<string, unknown>;
    readonly maxAttempts: number;
    readonly retryMode: "standard";
    readonly signerConstructor: typeof SignatureV4;
  };
  /** Closes the connections. */
  readonly close: () => void;
}

const CONNECTION_TIMEOUT_MS = 1000;

/** To one host. A call that waits for its turn longer than `CONNECTION_TIMEOUT_MS` counts as timed out. */
const MAX_SOCKETS = 50;

/**
 * Opens no connection yet. The clients share the agents, so never destroy a client: it would close the others'
 * connections.
 *
 * The SDK's standard retries are short enough as they are: a random part of 50 ms, then 100 ms, or of 1 s, then 2 s,
 * after throttling; none once the call's signal is aborted.
 */
export function createTransport({
  requestTimeoutMs = 3000,
  maxAttempts = 3,
}: TransportOptions = {}): Transport {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  return {
    config: {
      requestHandler: {
        httpAgent,
        httpsAgent,
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        // Of silence, also in the middle of an answer. The SDK's `requestTimeout` ends with the answer's head.
        socketTimeout: requestTimeoutMs,
      },
      maxAttempts,
      retryMode: "standard",
      // For one region. By default S3's and STS's clients take a signer that can sign for several, and is larger.
      signerConstructor: SignatureV4,
    },
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}
