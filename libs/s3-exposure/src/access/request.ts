import type { Statement } from "../policy/statement";
import type { Condition } from "../policy/condition";
import type { BucketContext } from "./bucket-context";
import type { CallerVariant, Way } from "./caller";
import { type Choice, WHO } from "./choices";
import { conditionHolds } from "./condition-holds";
import type { Outcome } from "./outcome";
import { deniedPrincipals, principalsMatch } from "./principal-matches";

/** Whether a statement takes in a request, beside its actions and resources. */
export interface Taken {
  readonly outcome: Outcome;
  /** What is up to the caller, where the outcome is `can`. */
  readonly choices: readonly Choice[];
  /** What is not known, where the outcome is `maybe`: a condition, or `undefined` for who the caller is. */
  readonly unknown?: Condition | undefined;
}

const NOT_TAKEN: Taken = { outcome: "no", choices: [] };

/** Asks an Allow: it takes in a request that meets all of it. What is not known outweighs what the caller can choose. */
export function allowTakes(allow: Statement, caller: CallerVariant, way: Way, context: BucketContext): Taken {
  return takes(allow, principalsMatch(allow.principals, caller, context), "maybe", caller, way, context);
}

/** Asks a Deny: it takes in a request unless that misses some of it; what the caller can choose is enough to miss it. */
export function denyTakes(deny: Statement, caller: CallerVariant, way: Way, context: BucketContext): Taken {
  return takes(deny, deniedPrincipals(deny.principals, caller, context), "can", caller, way, context);
}

function takes(
  { conditions }: Statement,
  who: Outcome,
  first: "maybe" | "can",
  caller: CallerVariant,
  way: Way,
  context: BucketContext,
): Taken {
  if (who === "no") return NOT_TAKEN;
  const choices: Choice[] = who === "can" ? [WHO] : [];
  let isUnknown = who === "maybe";
  let unknown: Condition | undefined;
  for (const condition of conditions) {
    const holds = conditionHolds(condition, caller, way, context);
    if (holds === "no") return NOT_TAKEN;
    if (holds === "can") choices.push(condition);
    if (holds === "maybe") {
      isUnknown = true;
      unknown ??= condition;
    }
  }
  const canChoose = choices.length > 0;
  const outcome = !isUnknown ? (canChoose ? "can" : "yes") : first === "can" && canChoose ? "can" : "maybe";
  return { outcome, choices, unknown };
}
