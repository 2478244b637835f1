import { type Exposure, narrower } from "../exposure";
import type { Statement } from "../policy/bucket-policy";
import type { BucketContext } from "./bucket-context";
import type { Caller } from "./caller";
import { conditionHolds, reachOfValues } from "./condition-holds";
import { both, type Outcome } from "./outcome";
import { principalsMatch, reachOfNames } from "./principal-matches";

/** Whether an Allow lets a caller in. */
export interface Admission {
  readonly outcome: Outcome;
  /** Only from a fixed network. */
  readonly limited: boolean;
  /** The furthest he can be if he is let in. */
  readonly cap: Exposure;
}

export const NOT_ADMITTED: Admission = { outcome: "no", limited: false, cap: "private" };

/** Asks an Allow about a caller. */
export function admission(allow: Statement, caller: Caller, context: BucketContext): Admission {
  if (caller.kind === "service" && !asksForSource(allow)) return NOT_ADMITTED;
  let outcome = principalsMatch(allow.principals, caller);
  if (outcome === "no") return NOT_ADMITTED;
  let cap: Exposure = outcome === "maybe" ? reachOfNames(allow.principals, context) : "public";
  let limited = false;
  for (const condition of allow.conditions) {
    const holds = conditionHolds(condition, caller, context);
    if (holds === "no") return NOT_ADMITTED;
    if (holds === "inside") {
      limited = true;
    } else if (holds !== "outside") {
      if (holds === "maybe") cap = narrower(cap, reachOfValues(condition, context));
      outcome = both(outcome, holds);
    }
  }
  return { outcome, limited, cap };
}

// Services act for somebody: that is no reach of people. Only where a statement is opened to everyone who comes on behalf
// of some resource does it matter whose resource that is.
function asksForSource({ conditions }: Statement): boolean {
  return conditions.some(({ negated, facts }) => !negated && facts?.tells === "source");
}
