import { type Trace, withFollowUps } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import { amount } from "../core/numbers";

/** How many are printed; the others are only counted, so a long replay keeps no more in memory. */
const MOST_PRINTED = 10;

/** The calls that IAM denied, each kind once: who, what, on what, why. */
export class DeniedCalls {
  readonly #counts = new Map<string, number>();
  #others = 0;

  add(trace: Trace): void {
    for (const { principal, action, resource, because } of withFollowUps(trace).flatMap(
      ({ denied }) => denied,
    )) {
      const words = `${shortName(principal)}: ${action} on ${resource}: ${because}`;
      const count = this.#counts.get(words) ?? 0;
      if (count === 0 && this.#counts.size >= MOST_PRINTED) this.#others++;
      else this.#counts.set(words, count + 1);
    }
  }

  /** One line for each of the first kinds, and one for the calls of all others. */
  get lines(): readonly string[] {
    const lines = [...this.#counts].map(
      ([words, count]) => `denied  ${words}${count === 1 ? "" : ` (${amount(count, "time")})`}`,
    );
    return this.#others === 0 ? lines : [...lines, `and ${amount(this.#others, "more denied call")}`];
  }
}

/** The name of a role, of a session's role, of a user; a service as it is. */
function shortName(principal: string): string {
  const resource = parseArn(principal)?.resource ?? principal;
  const [kind, ...names] = resource.split("/");
  return (kind === "assumed-role" ? names[0] : names.at(-1)) ?? principal;
}
