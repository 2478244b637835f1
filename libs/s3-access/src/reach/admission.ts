import type { Statement } from "../policy/bucket-policy";
import type { BucketContext } from "./bucket-context";
import type { Guise } from "./caller";
import { conditionHolds } from "./condition-holds";
import { both, type Outcome } from "./outcome";
import { principalsMatch } from "./principal-matches";

/** Whether an Allow lets a caller in. */
export interface Admission {
  readonly outcome: Outcome;
  /** Only from a fixed network. */
  readonly limited: boolean;
}

const NOT_ADMITTED: Admission = { outcome: "no", limited: false };

/** Asks an Allow about a caller. */
export function admission(allow: Statement, caller: Guise, context: BucketContext): Admission {
  if (caller.kind === "service" && !allow.asksForSource) return NOT_ADMITTED;
  let outcome = principalsMatch(allow.principals, caller);
  let limited = false;
  for (const condition of allow.conditions) {
    if (outcome === "no") return NOT_ADMITTED;
    const holds = conditionHolds(condition, caller, context);
    if (holds === "inside") limited = true;
    else if (holds !== "outside") outcome = both(outcome, holds);
  }
  return { outcome, limited };
}
