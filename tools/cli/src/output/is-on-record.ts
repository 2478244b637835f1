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
    return id === null || idOf(record["event"]) === id;
  });
}

function idOf(event: unknown): unknown {
  const { id } = (typeof event === "string" ? objectIn(event) : Object(event)) as { readonly id?: unknown };
  return id;
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
