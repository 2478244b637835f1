import { exceeds, type Exposure, type ExposureInterval, narrower, wider } from "../exposure";
import type { Statement } from "../policy/bucket-policy";
import { admission, type Admission } from "./admission";
import type { Caller } from "./caller";
import { leftOf } from "./deny-covers";
import { type Grant, grantsOf } from "./grant";
import type { Inquiry } from "./inquiry";

/** How far one Allow reaches, after the Denies, and who decides it. */
export interface AllowReach extends ExposureInterval {
  /** Who gets in for certain; `undefined` when that is nobody beyond the own account. */
  readonly sure: Reacher | undefined;
  /** Who cannot be told from those who get in. */
  readonly possible: Reacher | undefined;
  /** The Denies that take something from it. */
  readonly takenBy: ReadonlySet<Statement>;
}

export interface Reacher {
  readonly caller: Caller;
  /** Only from a fixed network. */
  readonly limited: boolean;
}

/** Asks every caller, those who reach furthest first, until nobody left can reach further. */
export function reachOfAllow(allow: Statement, { callers, context, deniesAgainst }: Inquiry): AllowReach {
  let atLeast: Exposure = "private";
  let atMost: Exposure = "private";
  let sure: Reacher | undefined;
  let possible: Reacher | undefined;
  let grants: readonly Grant[] | undefined;
  const takenBy = new Set<Statement>();

  for (const caller of callers) {
    if (!exceeds(caller.reach.atMost, atLeast)) break;
    const admitted = admission(allow, caller, context);
    if (admitted.outcome === "no") continue;
    const denies = deniesAgainst(caller);
    let reached: CallerReach;
    if (denies.length === 0) {
      reached = reachOf(caller, admitted, UNTOUCHED);
    } else {
      grants ??= grantsOf(allow.actions, allow.resources, context.bucketArn);
      reached = NO_REACH;
      for (const grant of grants) {
        const left = leftOf(grant, denies, takenBy);
        if (left !== undefined) reached = widest(reached, reachOf(caller, admitted, left));
      }
    }
    if (exceeds(reached.atLeast, atLeast)) {
      atLeast = reached.atLeast;
      sure = { caller, limited: reached.limited };
    }
    if (exceeds(reached.atMost, atMost)) {
      atMost = reached.atMost;
      possible = { caller, limited: reached.limited };
    }
  }
  return { atLeast, atMost, sure, possible, takenBy };
}

interface CallerReach extends ExposureInterval {
  readonly limited: boolean;
}

const NO_REACH: CallerReach = { atLeast: "private", atMost: "private", limited: true };

const UNTOUCHED = { limited: false, maybe: false } as const;

// A network keeps no one out for who he is, but those who come from it are not anyone.
function reachOf(
  { reach }: Caller,
  admitted: Admission,
  left: { readonly limited: boolean; readonly maybe: boolean },
): CallerReach {
  const limited = admitted.limited || left.limited;
  const limit = limited ? narrower(admitted.cap, "external") : admitted.cap;
  const certain = admitted.outcome !== "maybe" && !left.maybe;
  return {
    atLeast: certain ? narrower(reach.atLeast, limit) : "private",
    atMost: narrower(reach.atMost, limit),
    limited,
  };
}

function widest(one: CallerReach, other: CallerReach): CallerReach {
  return {
    atLeast: wider(one.atLeast, other.atLeast),
    atMost: wider(one.atMost, other.atMost),
    limited: one.limited && other.limited,
  };
}
