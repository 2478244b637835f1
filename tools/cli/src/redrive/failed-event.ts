import type { EventPipeline } from "@security-auto/local-cloud";
import { isObject } from "../core/is-object";
import { jsonIn } from "../core/json-in";
import { memberText } from "../input/member-text";
import { isFunctionOf, type Step, stepsTo } from "./steps";

/** A message of the failure queue, as far as it says what failed. */
export interface FailureMessage {
  readonly id: string;
  readonly body: string;
  /** Message attributes of type String. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a message is: an event that failed, and what to do with it; or something else, which stays. */
export type FailedEvent =
  | {
      readonly kind: "event";
      /** The event's own name: a CloudTrail call, else its `detail-type`. */
      readonly name: string;
      /** When it happened, as the event says. */
      readonly time: string;
      /** Why it is in the queue. */
      readonly reason: string;
      /** JSON text, as it was first delivered. */
      readonly event: string;
      /** What brings it where it did not get to, in order. */
      readonly steps: readonly Step[];
    }
  | { readonly kind: "not understood"; readonly because: string };

/**
 * Understands both forms of a message: an event that EventBridge could not deliver (the body is the event, the attributes
 * say where it did not get to), and Lambda's record of an invocation whose attempts all failed.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function understand({ body, attributes }: FailureMessage, stack: EventPipeline): FailedEvent {
  const value = jsonIn(body);
  if (!isObject(value)) return notUnderstood("its body is no JSON object");
  if (attributes["TARGET_ARN"] !== undefined) return deadLetter(value, body, attributes, stack);
  if ("requestContext" in value) return invocationRecord(value, body, stack);
  return notUnderstood("it is neither an event that EventBridge gave up nor a record of a failed invocation");
}

function deadLetter(
  event: Readonly<Record<string, unknown>>,
  body: string,
  attributes: FailureMessage["attributes"],
  stack: EventPipeline,
): FailedEvent {
  const { TARGET_ARN: target = "", RULE_ARN: rule, ERROR_CODE: code, ERROR_MESSAGE: message } = attributes;
  const way = stepsTo({ target, rule, event }, stack);
  if (!way.success) return notUnderstood(way.error);
  const reason = [code ?? "not delivered", message].filter((text) => text !== undefined).join(": ");
  return { kind: "event", ...nameAndTime(event), reason, event: body, steps: way.data };
}

function invocationRecord(
  record: Readonly<Record<string, unknown>>,
  body: string,
  stack: EventPipeline,
): FailedEvent {
  const { requestContext, requestPayload, responsePayload } = record;
  const context = isObject(requestContext) ? requestContext : {};
  const qualified = context["functionArn"];
  if (typeof qualified !== "string") return notUnderstood("the record names no function");
  if (!isFunctionOf(stack, qualified)) return notUnderstood(`the environment has no function ${qualified}`);
  const event = memberText(body, "requestPayload");
  if (!isObject(requestPayload) || event === undefined)
    return notUnderstood("the record does not hold the event");
  const reason = [context["condition"], failureIn(responsePayload)]
    .filter((text) => typeof text === "string")
    .join(": ");
  return {
    kind: "event",
    ...nameAndTime(requestPayload),
    reason: reason === "" ? "the invocation failed" : reason,
    event,
    steps: [{ kind: "invoke", arn: qualified.replace(/:\$LATEST$/, "") }],
  };
}

/** `TypeError: no`, of what the last attempt answered. */
export function failureIn(payload: unknown): string | undefined {
  if (!isObject(payload)) return undefined;
  const { errorType, errorMessage } = payload;
  const texts = [errorType, errorMessage].filter((text) => typeof text === "string" && text !== "");
  return texts.length === 0 ? undefined : texts.join(": ");
}

function nameAndTime(event: Readonly<Record<string, unknown>>): {
  readonly name: string;
  readonly time: string;
} {
  const { detail, time, "detail-type": type } = event;
  const call = isObject(detail) ? detail["eventName"] : undefined;
  const [name = "(no name)"] = [call, type].filter((text) => typeof text === "string" && text !== "");
  return { name: String(name), time: typeof time === "string" ? time : "(no time)" };
}

function notUnderstood(because: string): FailedEvent {
  return { kind: "not understood", because };
}
