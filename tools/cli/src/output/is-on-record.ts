import type { LogLine } from "@security-auto/local-cloud";

/**
 * Whether a log holds an event: a record of the function's with the event in it, as JSON or, when it is nested too deep, as its text.
 *
 * @param id - the event's; `null` where it has none: then any event in the log is taken for it
 */
export function isOnRecord(logs: readonly LogLine[], id: string | null): boolean {
  return logs.some(({ from, message }) => {
    if (from === "platform" || !message.includes('"event":')) return false;
    const record = objectIn(message);
    if (!("event" in record)) return false;
    return id === null || idsIn(record["event"]).includes(id);
  });
}

/** The id of an event, or those of the events in the messages that a function took from a queue. */
function idsIn(event: unknown): readonly unknown[] {
  const { id, Records } = typeof event === "string" ? objectIn(event) : objectOf(event);
  if (!Array.isArray(Records)) return [id];
  return Records.map((message) => objectIn(String(objectOf(message)["body"]))["id"]);
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  Object(value) as Record<string, unknown>;

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}
