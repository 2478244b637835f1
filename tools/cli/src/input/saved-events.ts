import { wrapCloudTrailRecord } from "@security-auto/events";
import { UsageError } from "../core/usage-error";
import { isObject } from "../core/is-object";
import { jsonValues } from "./json-values";
import type { Source } from "./source";
import { type JsonValue, NotJson, valueOf } from "./value-cutter";

/** An event of a saved text, or why it is not sent. */
export type SavedEvent = {
  /** File and number of the event, from 1, as messages name it. */
  readonly place: string;
} & ({ readonly event: Readonly<Record<string, unknown>> } | { readonly refused: string });

/** What a log file of CloudTrail, and what `aws cloudtrail lookup-events` prints, call their lists. */
const LISTS = ["Records", "Events"];

/**
 * The events of a saved text, in order: EventBridge events as they are, CloudTrail records in the envelope in which EventBridge
 * would deliver them. A record may be the text inside an event of `aws cloudtrail lookup-events`, or such a text by itself.
 *
 * @throws UsageError naming the file and the place of what is no JSON or no event
 */
export async function* savedEvents(source: Source): AsyncGenerator<SavedEvent> {
  let number = 0;
  for await (const read of jsonValues(source, { lists: LISTS })) {
    const place = `${source.name}: event ${++number}`;
    const found = recordIn(read, place);
    yield "refused" in found ? { place, ...found } : { place, event: asEvent(found.value, place) };
  }
}

/** The record in an event of `lookup-events`, which is a text; any other value as it is. */
function recordIn(read: JsonValue, place: string): JsonValue {
  if ("refused" in read) return read;
  const { value } = read;
  const text = isObject(value) ? value["CloudTrailEvent"] : value;
  if (typeof text !== "string") return read;
  try {
    return valueOf(text);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new UsageError(`${place}: the text in it is no JSON: ${error.message}`);
  }
}

function asEvent(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new UsageError(`${place}: expected an object, found ${describe(value)}`);
  if ("detail-type" in value || !("eventName" in value)) return value;
  const wrapped = wrapCloudTrailRecord(value);
  // EventBridge delivers no event for a record it has no envelope for: as it stands it matches no rule.
  return wrapped.success ? { ...wrapped.data } : value;
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
}
