import type { EventTrace } from "@security-auto/local-cloud";

/** What became of one event. Every event is exactly one of these. */
export type Fate = "not matched" | "logged" | "dead-lettered" | "lost";

/**
 * An event is logged when a function dealt with it and its log lines were kept; dead-lettered when that failed and a queue
 * holds it; lost when neither is so.
 */
export function fateOf(trace: EventTrace): Fate {
  if (!trace.rules.some((rule) => rule.matched)) return "not matched";
  if (trace.invocations.some(({ outcome, logs }) => outcome === "success" && logs.length > 0))
    return "logged";
  return trace.deadLetters.length > 0 ? "dead-lettered" : "lost";
}

/** Counts that add up: read = matched + not matched; matched = logged + dead-lettered + lost. */
export class Tally {
  readonly #fates: Record<Fate, number> = { "not matched": 0, logged: 0, "dead-lettered": 0, lost: 0 };
  #mails = 0;
  #denied = 0;

  add(trace: EventTrace): void {
    this.#fates[fateOf(trace)]++;
    this.#mails += trace.notifications.length;
    this.#denied += trace.denied.length;
  }

  get lost(): number {
    return this.#fates.lost;
  }

  get counts() {
    const { "not matched": notMatched, logged, "dead-lettered": deadLettered, lost } = this.#fates;
    const matched = logged + deadLettered + lost;
    return {
      read: matched + notMatched,
      matched,
      notMatched,
      logged,
      deadLettered,
      lost,
      notifications: this.#mails,
      denied: this.#denied,
    } as const;
  }

  /** One line for a person, the sums written out. */
  get summary(): string {
    const { read, matched, notMatched, logged, deadLettered, lost, notifications, denied } = this.counts;
    const lostToo = lost === 0 ? "" : ` + ${number(lost)} lost`;
    return (
      `${number(read)} read = ${number(matched)} matched + ${number(notMatched)} not matched; ` +
      `${number(matched)} matched = ${number(logged)} logged + ${number(deadLettered)} dead-lettered${lostToo}; ` +
      `${number(notifications)} mails, ${number(denied)} denied`
    );
  }
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}
