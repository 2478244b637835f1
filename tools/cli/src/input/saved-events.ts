import { wrapCloudTrailRecord } from "@security-auto/events";
import { UsageError } from "../usage-error";
import { isObject } from "./is-object";
import { jsonValues } from "./json-values";
import type { Source } from "./source";

/**
 * The events of a saved text, in order: EventBridge events as they are, CloudTrail records in the envelope in which
 * EventBridge would deliver them.
 *
 * @throws UsageError naming the file and the place of what is no JSON or no event
 */
export async function* savedEvents(source: Source): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let number = 0;
  for await (const value of jsonValues(source)) {
    // A log file whose "Records" is not its first key arrives as one value.
    const values: readonly unknown[] =
      isObject(value) && Array.isArray(value["Records"]) ? value["Records"] : [value];
    for (const each of values) yield asEvent(each, `${source.name}: event ${++number}`);
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
