import { emptyParts, type Trace } from "@security-auto/local-cloud";
import { savedEvents } from "../input/saved-events";
import type { Source } from "../input/source";
import { fateOf } from "../output/tally";

/** Nothing is kept of an event once it is printed; one function process keeps the memory of all under 300 MB. */
export const LONG_RUN = { keepHistory: false, explain: false, maxConcurrency: 1 };

/** The events of several files, in order. */
export async function* eventsOf(sources: readonly Source[]) {
  for (const source of sources) yield* savedEvents(source);
}

/** The way of an event that is not sent because no event bus would take it. */
export function refusedTrace(because: string): Trace {
  return {
    event: { id: null, name: null, detailType: null },
    bus: "",
    accepted: false,
    rules: [],
    ...emptyParts(),
    lost: [{ what: "event", to: "", because }],
  };
}

/** What is lost of an event and of those that it set off, and why. */
export function lossesInWords(trace: Trace): readonly string[] {
  const { lost, followUps } = trace;
  const own = lost.map(({ what, to, because }) => {
    const where = to === "" ? "" : ` for ${to}`;
    return `${what}${where} lost: ${because}`;
  });
  const all = [...own, ...followUps.flatMap(lossesInWords)];
  // Nothing went wrong on the way: what the log group has of it does not hold the event.
  return fateOf(trace) === "lost" && all.length === 0
    ? ["event lost: no log line holds it, and no queue"]
    : all;
}
