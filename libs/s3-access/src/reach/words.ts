import type { Statement } from "../policy/bucket-policy";
import { keyFacts } from "../policy/condition-keys";
import type { AllowReach, Reacher } from "./reach-of-allow";

const SHOWN = 3;

/** The first few of a list, and how many more. */
export function someOf(texts: readonly string[]): string {
  const rest = texts.length - SHOWN;
  return rest > 0 ? `${texts.slice(0, SHOWN).join(", ")} and ${rest} more` : texts.join(", ");
}

/** Why one end of an Allow's reach is what it is. */
export function whyAllow(allow: Statement, reach: AllowReach, end: "atLeast" | "atMost"): string {
  const reacher = end === "atLeast" ? reach.sure : reach.possible;
  const taken = [...reach.takenBy].map(({ name }) => `"${name}"`);
  const denied = taken.length === 0 ? "" : `; others are kept out by Deny ${someOf(taken)}`;
  if (reacher === undefined) {
    if (taken.length > 0) return `it opens nothing: those it lets in are kept out by Deny ${someOf(taken)}`;
    return end === "atLeast" && reach.possible !== undefined
      ? "it is not certain that it lets anyone in beyond the own account and AWS services"
      : "it lets in nobody beyond the own account and AWS services";
  }
  const lets =
    reacher === reach.sure || end === "atLeast" || sameCaller(reach) ? "it lets in" : "it may let in";
  return `${lets} ${reacher.caller.who}${network(allow, reacher)}${denied}`;
}

function sameCaller({ sure, possible }: AllowReach): boolean {
  return sure?.caller === possible?.caller && sure?.limited === possible?.limited;
}

function network({ conditions }: Statement, { limited }: Reacher): string {
  if (!limited) return "";
  const limits = conditions
    .filter(({ key, negated }) => !negated && keyFacts(key)?.tells === "network")
    .map(({ writtenKey, values }) => `${writtenKey} ${someOf(values)}`);
  return limits.length === 0
    ? ", but only from the network that a Deny spares"
    : `, but only with ${limits.join(" and ")}`;
}
