import { type Trace, withFollowUps } from "@security-auto/local-cloud";
import { isOnRecord } from "./is-on-record";
import { amount, counted } from "../core/numbers";

/** What became of one event. Every event is exactly one of these. */
export type Fate = "refused" | "not matched" | "logged" | "dead-lettered" | "lost";

type Way = Pick<Trace, "event" | "accepted" | "rules" | "invocations" | "deadLetters" | "followUps">;

/**
 * An event is refused when the bus did not take it from its sender; logged when a function dealt with it and the log
 * holds it; dead-lettered when that failed and a queue holds it; lost when neither is so. One that a rule sent on to another bus has the
 * fate that it has there.
 */
export function fateOf({ event, accepted, rules, invocations, deadLetters, followUps }: Way): Fate {
  if (!accepted) return "refused";
  if (!rules.some((rule) => rule.matched)) return "not matched";
  const sentOn = followUps.find((one) => one.event.id === event.id);
  if (sentOn !== undefined) return fateOf(sentOn);
  const logged = invocations.some(({ outcome, logs }) => outcome === "success" && isOnRecord(logs, event.id));
  if (logged) return "logged";
  return deadLetters.length > 0 ? "dead-lettered" : "lost";
}

/** Counts that add up: read = matched + not matched + refused; matched = logged + dead-lettered + lost. */
export class Tally {
  readonly #fates: Record<Fate, number> = {
    refused: 0,
    "not matched": 0,
    logged: 0,
    "dead-lettered": 0,
    lost: 0,
  };
  #notifications = 0;
  #denied = 0;
  #undelivered = 0;
  #losses = 0;
  #faults = 0;

  add(trace: Trace): void {
    const fate = fateOf(trace);
    this.#fates[fate]++;
    for (const each of withFollowUps(trace)) {
      this.#notifications += each.notifications.length;
      this.#denied += each.denied.length;
      this.#losses += each.lost.length;
      this.#faults += each.faults.length;
    }
    if (fate === "logged") this.#undelivered += trace.deadLetters.length;
  }

  get counts() {
    const { refused, "not matched": notMatched, logged, "dead-lettered": deadLettered, lost } = this.#fates;
    const matched = logged + deadLettered + lost;
    return {
      read: matched + notMatched + refused,
      matched,
      notMatched,
      refused,
      logged,
      deadLettered,
      lost,
      notifications: this.#notifications,
      denied: this.#denied,
      /** Of logged events: deliveries to another target that ended in a dead-letter queue. */
      undelivered: this.#undelivered,
      /** Deliveries and log lines that nothing took and nothing keeps. */
      losses: this.#losses,
      /** What the scenario made go wrong. */
      faults: this.#faults,
    } as const;
  }

  /** Whether all that the bus should have carried is on record or in a queue. */
  get isComplete(): boolean {
    const { refused, lost, losses } = this.counts;
    return refused + lost + losses === 0;
  }

  /** One line for a person, the sums written out; what should never occur is printed only where it did. */
  get summary(): string {
    const count = this.counts;
    const some = (number: number, what: string) => (number === 0 ? "" : what);
    return [
      `${counted(count.read)} read = ${counted(count.matched)} matched + ${counted(count.notMatched)} not matched` +
        some(count.refused, ` + ${counted(count.refused)} refused by the bus`),
      `${counted(count.matched)} matched = ${counted(count.logged)} logged + ${counted(count.deadLettered)} dead-lettered` +
        some(count.lost, ` + ${counted(count.lost)} lost`),
      `${amount(count.notifications, "notification")}, ${amount(count.denied, "call")} denied` +
        some(
          count.undelivered,
          `, ${amount(count.undelivered, "delivery", "deliveries")} to another target dead-lettered`,
        ) +
        some(
          count.losses,
          `, ${amount(count.losses, "delivery or log line", "deliveries or log lines")} lost`,
        ) +
        some(count.faults, `, ${amount(count.faults, "fault")} injected`),
    ].join("; ");
  }
}
