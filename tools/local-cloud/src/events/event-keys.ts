import { at } from "../core/json";

/**
 * The condition keys that IAM has of an event that is put on a bus.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export function eventKeys(
  event: unknown,
  { forwarded }: { readonly forwarded: boolean },
): Readonly<Record<string, string>> {
  return {
    ...textKey("events:source", at(event, "source")),
    ...textKey("events:detail-type", at(event, "detail-type")),
    "events:eventBusInvocation": String(forwarded),
  };
}

function textKey(key: string, value: unknown): Record<string, string> {
  return typeof value === "string" ? { [key]: value } : {};
}
