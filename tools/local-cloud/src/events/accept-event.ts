import { EVENT_DEPTH_LIMIT, SIZE_LIMITS } from "@security-auto/events";
import type { RoutedEvent } from "./target-input";

export type AcceptedEvent =
  | { readonly success: true; readonly data: RoutedEvent }
  /** E.g. `it has 1048577 bytes, EventBridge takes 1048576`. */
  | { readonly success: false; readonly error: string };

/** The envelope, around a `detail` as deep as may be. */
const DEEPEST = EVENT_DEPTH_LIMIT + 1;

/**
 * An event as a bus routes it, unless EventBridge refuses it: it is nested too deep, or too large. A deep one is found before it
 * is written as text, which would take a stack as deep.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function acceptEvent(event: object): AcceptedEvent {
  if (isDeeper(event, DEEPEST)) {
    return {
      success: false,
      error: `it is nested more than ${EVENT_DEPTH_LIMIT} levels deep, EventBridge takes no deeper event`,
    };
  }
  const json = JSON.stringify(event);
  const bytes = Buffer.byteLength(json);
  return bytes > SIZE_LIMITS.eventBridgeEvent
    ? { success: false, error: `it has ${bytes} bytes, EventBridge takes ${SIZE_LIMITS.eventBridgeEvent}` }
    : { success: true, data: { value: event, json } };
}

/** Level by level, so that no stack grows with the depth. */
function isDeeper(value: object, limit: number): boolean {
  let level: readonly object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: object[] = [];
    for (const node of level) for (const child of Object.values(node)) if (isNode(child)) next.push(child);
    level = next;
  }
  return false;
}

function isNode(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
