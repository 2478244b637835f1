import type { Trace } from "@security-auto/local-cloud";
import { counted } from "./numbers";

/** What became of one event. Every event is exactly one of these. */
export type Fate = "not matched" | "logged" | "dead-lettered" | "lost";

/**
 * An event is logged when a function dealt with it and its log lines were kept; dead-lettered when that failed and a queue
 * holds it; lost when neither is so.
 */
export function fateOf({
  rules,
  invocations,
  deadLetters,
}: Pick<Trace, "rules" | "invocations" | "deadLetters">): Fate {
  if (!rules.some((rule) => rule.matched)) return "not matched";
  const logged = invocations.some(
    ({ outcome, logs }) => outcome === "success" && logs.some(({ from }) => from !== "platform"),
  );
  if (logged) return "logged";
  return deadLetters.length > 0 ? "dead-lettered" : "lost";
}

/** Counts that add up: read = matched + not matched; matched = logged + dead-lettered + lost. */
export class Tally {
  readonly #fates: Record<Fate, number> = { "not matched": 0, logged: 0, "dead-lettered": 0, lost: 0 };
  #notifications = 0;
  #denied = 0;

  add(trace: Trace): void {
    this.#fates[fateOf(trace)]++;
    this.#notifications += trace.notifications.length;
    this.#denied += trace.denied.length;
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
      notifications: this.#notifications,
      denied: this.#denied,
    } as const;
  }

  /** One line for a person, the sums written out. */
  get summary(): string {
    const { read, matched, notMatched, logged, deadLettered, lost, notifications, denied } = this.counts;
    return [
      `${counted(read)} read = ${counted(matched)} matched + ${counted(notMatched)} not matched`,
      `${counted(matched)} matched = ${counted(logged)} logged + ${counted(deadLettered)} dead-lettered` +
        (lost === 0 ? "" : ` + ${counted(lost)} lost`),
      `${counted(notifications)} notifications, ${counted(denied)} calls denied`,
    ].join("; ");
  }
}
