import { type DetailType, EVENT_SOURCE } from "@security-auto/assessment";
import type { AwsCredentials } from "@security-auto/credentials";
import type { HttpResponse } from "@smithy/core/protocols";
import { eventsEndpoint } from "./events-endpoint";
import { jsonSender } from "./json-sender";

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

/**
 * One call of PutEvents, as EventBridge answers it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function eventsCaller({ busName, ...options }: PrivateBusOptions) {
  const { send, close } = jsonSender({
    ...options,
    service: "events",
    target: "AWSEvents.PutEvents",
    url: () => eventsEndpoint(options.region),
  });
  return {
    call: (events: readonly BusEvent[], signal: AbortSignal): Promise<HttpResponse> => {
      const Entries = events.map(({ detailType, detail }) => ({
        EventBusName: busName,
        Source: EVENT_SOURCE,
        DetailType: detailType,
        Detail: detail,
      }));
      return send({ Entries }, signal);
    },
    close,
  };
}
