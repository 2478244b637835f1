import type { Statement } from "../policy/bucket-policy";
import type { BucketContext } from "./bucket-context";
import { describeCaller } from "./describe-caller";
import type { End } from "./reach";
import type { AllowReach, Reacher } from "./reach-of-allow";

const SHOWN = 3;

/** The first few of a list, and how many more. */
export function someOf(texts: readonly string[]): string {
  const rest = texts.length - SHOWN;
  return rest > 0 ? `${texts.slice(0, SHOWN).join(", ")} and ${rest} more` : texts.join(", ");
}

/** Why one end of an Allow's reach is what it is. */
export function whyAllow(allow: Statement, reach: AllowReach, end: End, context: BucketContext): string {
  const { sure, possible, takenBy } = reach;
  const reacher = end === "atLeast" ? sure : possible;
  const taken = someOf([...takenBy].map(({ name }) => `"${name}"`));
  if (reacher !== undefined) {
    const lets = end === "atLeast" || reach.atLeast === reach.atMost ? "it lets in" : "it may let in";
    const others = taken === "" ? "" : `; others are kept out by Deny ${taken}`;
    return `${lets} ${describeCaller(reacher.caller, context)}${network(allow, reacher)}${others}`;
  }
  if (end === "atMost" && reach.atMost === "public")
    return "the policy names too many to ask of each whether it lets him in";
  if (possible !== undefined)
    return "it is not certain that it lets in anyone but the own account and AWS services";
  return taken === ""
    ? "it lets in nobody but the own account and AWS services"
    : `it opens nothing: those it would let in are kept out by Deny ${taken}`;
}

function network({ conditions }: Statement, { limited }: Reacher): string {
  if (!limited) return "";
  const limits = conditions
    .filter(({ facts, negated }) => !negated && facts?.tells === "network")
    .map(({ writtenKey, values }) => `${writtenKey} ${someOf(values)}`);
  return limits.length === 0
    ? ", but only from the network that a Deny spares"
    : `, but only with ${limits.join(" and ")}`;
}
