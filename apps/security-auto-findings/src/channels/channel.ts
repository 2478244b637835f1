import type { SNSClient } from "@aws-sdk/client-sns";
import type { Finding } from "@security-auto/assessment";
import type { PrivateBus } from "@security-auto/private-bus";
import type { FindingsConfiguration } from "../configuration";

/** Sends one transition of a finding. It throws where that was not accepted. */
export type Deliver = (finding: Finding, signal: AbortSignal) => Promise<void>;

/** What channels share, for the life of a function's instance. */
export interface Connections {
  readonly configuration: FindingsConfiguration;
  readonly region: string;
  readonly bus: PrivateBus;
  readonly sns: SNSClient;
}

/** Says how a channel delivers; `undefined` where the environment has it off. It calls nothing yet. */
export type OpenChannel = (connections: Connections) => Deliver | undefined;
