import type { Trace } from "@security-auto/local-cloud";
import { fateOf } from "./tally";

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
