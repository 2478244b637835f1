import type { NotRun, Trace } from "@security-auto/local-cloud";
import { DeniedCalls } from "./denied-calls";
import { asksForMissing, BRING_IT } from "./missing-here";
import { notRunInWords } from "./not-run";
import { counted } from "../core/numbers";
import { replayedEvent, unmatchedEvent } from "./replayed-event";
import { fateOf, type Tally } from "./tally";
import type { Text } from "./text";

/** Of how many events that match no rule the reason is printed: to find out takes longer than to match. */
const MOST_REASONS = 20;

/** What a replay prints for a person. It keeps nothing that grows with the number of events. */
export class ReplayReport {
  readonly #denied = new DeniedCalls();
  #unmatched = 0;
  #asksForMissing = false;

  /** Whether the reason why an event matches no rule is still printed. */
  get wantsReasons(): boolean {
    return this.#unmatched < MOST_REASONS;
  }

  /** The line of an event; `undefined` once enough that match no rule have been printed. */
  lineOf(trace: Trace): Text | undefined {
    this.#denied.add(trace);
    this.#asksForMissing ||= asksForMissing(trace);
    if (fateOf(trace) !== "not matched") return replayedEvent(trace);
    const line = this.wantsReasons ? unmatchedEvent(trace) : undefined;
    this.#unmatched++;
    return line;
  }

  /** The lines after the last event: what was left out, the sums, what was denied. */
  closing(tally: Tally, notRun: readonly NotRun[]): readonly string[] {
    const more = this.#unmatched - MOST_REASONS;
    return [
      ...(more > 0 ? [`and ${counted(more)} more not matched`] : []),
      ...notRun.map(notRunInWords),
      tally.summary,
      ...this.#denied.lines,
      ...(this.#asksForMissing ? [BRING_IT] : []),
    ];
  }
}
