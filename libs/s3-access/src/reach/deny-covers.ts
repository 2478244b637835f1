import type { Statement } from "../policy/bucket-policy";
import type { BucketContext } from "./bucket-context";
import type { Guise } from "./caller";
import { conditionHolds } from "./condition-holds";
import { covers, type Grant } from "./grant";
import { principalsMatch } from "./principal-matches";

/** A Deny that keeps a caller out, for the actions and resources it covers. */
export interface DenyFor {
  readonly deny: Statement;
  /**
   * `all`: whatever he does. `outside`: unless he comes from a fixed network. `maybe`: it depends on something about him
   * that is not known.
   */
  readonly keepsOut: "all" | "outside" | "maybe";
}

/** The Denies that count against a caller: those whose principals and conditions surely take him in. */
export function deniesFor(
  denies: readonly Statement[],
  caller: Guise,
  context: BucketContext,
): readonly DenyFor[] {
  const found: DenyFor[] = [];
  for (const deny of denies) {
    const keepsOut = keepsCallerOut(deny, caller, context);
    if (keepsOut !== "no") found.push({ deny, keepsOut });
  }
  return found;
}

function keepsCallerOut(
  { principals, conditions }: Statement,
  caller: Guise,
  context: BucketContext,
): DenyFor["keepsOut"] | "no" {
  const matches = principalsMatch(principals, caller);
  if (matches !== "yes" && matches !== "maybe") return "no";
  let maybe = matches === "maybe";
  let outside = false;
  for (const condition of conditions) {
    const holds = conditionHolds(condition, caller, context);
    if (holds === "no" || holds === "can" || holds === "inside") return "no";
    if (holds === "maybe") maybe = true;
    if (holds === "outside") outside = true;
  }
  if (maybe) return "maybe";
  return outside ? "outside" : "all";
}

/** What Denies leave of a grant; `undefined`: nothing. */
export interface Left {
  /** Only for calls from a fixed network. */
  readonly limited: boolean;
  /** Perhaps nothing. */
  readonly maybe: boolean;
}

const ALL: Left = { limited: false, maybe: false };

/** Asks what some Denies leave of one grant; those that take a part of it are added to `counted`. */
export function leftOf(grant: Grant, denies: readonly DenyFor[], counted: Set<Statement>): Left | undefined {
  let left = ALL;
  for (const { deny, keepsOut } of denies) {
    if (!covers(deny.actions, deny.resources, grant)) continue;
    counted.add(deny);
    if (keepsOut === "all") return undefined;
    left = { limited: left.limited || keepsOut === "outside", maybe: left.maybe || keepsOut === "maybe" };
  }
  return left;
}
