import type { Chain } from "../core/chain";
import type { Sender } from "../iam/sender";

/** Something on its way from one resource to another. */
export interface Parcel {
  readonly sender: Sender;
  /** ARN of the receiver. */
  readonly to: string;
  /** JSON or plain text. */
  readonly body: string;
  /** Of a mail. */
  readonly subject?: string;
  /** Message attributes, where the receiver has such. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** What an event bus receives instead of `body`; without it a bus cannot receive the parcel. */
  readonly event?: Readonly<Record<string, unknown>>;
  /** What it is to a queue: a dead letter of some kind, or an ordinary message. */
  readonly queueAs?: "delivery" | "on-failure" | "function-dead-letter";
  /** The events and invocations that led here. */
  readonly chain: Chain;
}

/** `code` as EventBridge writes it into a dead letter's `ERROR_CODE`. */
export type Delivered =
  | { readonly success: true }
  | {
      readonly success: false;
      readonly code:
        | "NO_PERMISSIONS"
        | "NO_RESOURCE"
        | "INVALID_JSON"
        | "INVALID_PARAMETER"
        | "RECURSION"
        | "THROTTLING"
        | "ERROR_FROM_TARGET";
      readonly error: string;
    };

/** Whether a delivery that failed may succeed when it is tried again. */
export function mayPass(delivered: Delivered): boolean {
  return !delivered.success && (delivered.code === "THROTTLING" || delivered.code === "ERROR_FROM_TARGET");
}

export const DELIVERED: Delivered = { success: true };

export function noResource(arn: string): Delivered {
  return { success: false, code: "NO_RESOURCE", error: `${arn} does not exist in this assembly` };
}

/** A service refuses what is larger than it accepts; trying again would not help. */
export function tooLarge(service: string, bytes: number, most: number): Delivered {
  const error = `${service} accepts ${most} bytes, and this has ${bytes}`;
  return { success: false, code: "INVALID_PARAMETER", error };
}

/** What a rule or a destination may deliver to, as services are named in ARNs. */
export const RECEIVING_SERVICES = ["events", "lambda", "sns", "sqs"] as const;

export type ReceivingService = (typeof RECEIVING_SERVICES)[number];
