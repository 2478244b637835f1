import { exceeds, type Exposure, type ExposureInterval, narrower, wider } from "../exposure";
import type { Statement } from "../policy/bucket-policy";
import { admission, type Admission } from "./admission";
import type { Caller, Guise } from "./caller";
import { type Left, leftOf } from "./deny-covers";
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
export function reachOfAllow(allow: Statement, inquiry: Inquiry): AllowReach {
  let atLeast: Exposure = "private";
  let atMost: Exposure = "private";
  let sure: Reacher | undefined;
  let possible: Reacher | undefined;
  const takenBy = new Set<Statement>();
  const grants = lazily(() => grantsOf(allow.actions, allow.resources, inquiry.context.bucketArn));

  for (const caller of inquiry.callers.list) {
    if (!exceeds(caller.furthest, atLeast)) break;
    const reached = reachOfCaller(allow, caller, { inquiry, grants, takenBy });
    if (exceeds(reached.atLeast, atLeast)) {
      atLeast = reached.atLeast;
      sure = { caller, limited: reached.limited };
    }
    if (exceeds(reached.atMost, atMost)) {
      atMost = reached.atMost;
      possible = { caller, limited: reached.limited };
    }
  }
  // Whoever was not asked may be anyone.
  if (!inquiry.callers.complete && atMost !== "public" && namesPeople(allow))
    return { atLeast, atMost: "public", sure, possible: undefined, takenBy };
  return { atLeast, atMost, sure, possible, takenBy };
}

function namesPeople({ principals: { names } }: Statement): boolean {
  return names.some(({ kind }) => kind !== "service");
}

interface CallerReach extends ExposureInterval {
  readonly limited: boolean;
}

interface Asked {
  readonly inquiry: Inquiry;
  readonly grants: () => readonly Grant[];
  readonly takenBy: Set<Statement>;
}

const NO_REACH: CallerReach = { atLeast: "private", atMost: "private", limited: true };

// He is one of his guises: certain is the least of them, possible the most.
function reachOfCaller(allow: Statement, { guises }: Caller, asked: Asked): CallerReach {
  let least: Exposure = "public";
  let reached = NO_REACH;
  for (const guise of guises) {
    const one = reachOfGuise(allow, guise, asked);
    least = narrower(least, one.atLeast);
    reached = widest(reached, one);
  }
  return least === reached.atLeast
    ? reached
    : { atLeast: least, atMost: reached.atMost, limited: reached.limited };
}

function reachOfGuise(allow: Statement, guise: Guise, { inquiry, grants, takenBy }: Asked): CallerReach {
  const admitted = admission(allow, guise, inquiry.context);
  if (admitted.outcome === "no" || guise.reach === "private") return NO_REACH;
  const denies = inquiry.deniesAgainst(guise);
  if (denies.length === 0) return leftFor(guise, admitted, UNTOUCHED);
  let reached = NO_REACH;
  for (const grant of grants()) {
    const left = leftOf(grant, denies, takenBy);
    if (left !== undefined) reached = widest(reached, leftFor(guise, admitted, left));
  }
  return reached;
}

const UNTOUCHED: Left = { limited: false, maybe: false };

// A network keeps no one out for who he is, but those who come from it are not anyone.
function leftFor({ reach }: Guise, admitted: Admission, left: Left): CallerReach {
  const limited = admitted.limited || left.limited;
  const atMost = limited ? narrower(reach, "external") : reach;
  const certain = admitted.outcome !== "maybe" && !left.maybe;
  return { atLeast: certain ? atMost : "private", atMost, limited };
}

function widest(one: CallerReach, other: CallerReach): CallerReach {
  if (one === NO_REACH) return other;
  if (other === NO_REACH) return one;
  return {
    atLeast: wider(one.atLeast, other.atLeast),
    atMost: wider(one.atMost, other.atMost),
    limited: one.limited && other.limited,
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
