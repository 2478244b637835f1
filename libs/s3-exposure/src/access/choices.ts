import { isCallerKey } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import type { BucketContext } from "./bucket-context";
import type { CallerVariant, Way } from "./caller";
import { callerValues } from "./caller-candidates";
import { namedValues, networkValues, type Value, valuesWithin } from "./candidates";
import { domainOf } from "./chosen-keys";
import { holdsFor } from "./concrete";
import { type Form, formsOf } from "./forms";

/** What stands for the choice of who to be among those a pattern of principals takes in. */
export const WHO = "who";

/** A condition, or the choice of who to be. */
export type Choice = Condition | typeof WHO;

/** A request of which only is open what its caller chooses. */
export interface Chooser {
  readonly caller: CallerVariant;
  readonly way: Way;
  /** What the call is; `undefined` where no choice depends on that. */
  readonly action: string | undefined;
  readonly context: BucketContext;
}

/**
 * Whether one request can meet all that an Allow leaves to the caller and miss each Deny. Says so only when it found the
 * form of the request, and for each thing that is asked about a value that suits all who ask.
 */
export function canChoose(
  allowed: readonly Choice[],
  denied: readonly (readonly Choice[])[],
  chooser: Chooser,
): boolean {
  if (allowed.length === 0 && denied.length === 0) return true;
  const { steps } = chooser.context;
  return formsOf(chooser.caller, chooser.way.network).some((form) => {
    steps.take(1);
    return !steps.spent && canChooseIn(form, allowed, denied, chooser);
  });
}

function canChooseIn(
  form: Form,
  allowed: readonly Choice[],
  denied: readonly (readonly Choice[])[],
  chooser: Chooser,
): boolean {
  const { steps } = chooser.context;
  const suits = (group: string, open: readonly (readonly Choice[])[]): boolean =>
    isSolvable(wishesIn(group, allowed, open), form, chooser);
  let open = denied;
  // A Deny is missed at no cost to others by a thing that nobody else asks about.
  for (;;) {
    steps.take(open.length);
    if (steps.spent) return false;
    const asked = askedAbout([allowed, ...open]);
    const rest = open.filter(
      (conditions) =>
        !conditions.some((one) => asked.get(groupOf(one)) === 1 && suits(groupOf(one), [conditions])),
    );
    if (rest.length === open.length) break;
    open = rest;
  }
  const found = new Map<string, boolean>();
  for (const group of askedAbout([allowed, ...open]).keys()) found.set(group, suits(group, open));
  return (
    allowed.every((one) => found.get(groupOf(one)) === true) &&
    open.every((conditions) => conditions.some((one) => found.get(groupOf(one)) === true))
  );
}

function askedAbout(lists: readonly (readonly Choice[])[]): Map<string, number> {
  const asked = new Map<string, number>();
  for (const one of lists.flat()) asked.set(groupOf(one), (asked.get(groupOf(one)) ?? 0) + 1);
  return asked;
}

// Who calls is one choice, whatever key says it; so is where from.
function groupOf(one: Choice): string {
  if (one === WHO || one.key === "aws:username") return WHO;
  if (one.key === "aws:vpcsourceip") return "network";
  switch (one.facts?.tells) {
    case "caller":
    case "source":
      return WHO;
    case "network":
    case "access point":
      return one.facts.tells;
    default:
      return one.key;
  }
}

interface Wish {
  readonly one: Choice;
  readonly wanted: boolean;
}

function wishesIn(
  group: string,
  allowed: readonly Choice[],
  denied: readonly (readonly Choice[])[],
): readonly Wish[] {
  return [
    ...allowed.map((one): Wish => ({ one, wanted: true })),
    ...denied.flat().map((one): Wish => ({ one, wanted: false })),
  ].filter(({ one }) => groupOf(one) === group);
}

function isSolvable(wishes: readonly Wish[], form: Form, chooser: Chooser): boolean {
  const [first] = wishes;
  if (first === undefined) return false;
  // Whoever it is, is among those a single pattern takes in; what else asks who it is, may ask for another.
  if (first.one === WHO) return wishes.length === 1;
  const { key } = first.one;
  const conditions = wishes.map(({ one }) => one).filter((one) => one !== WHO && one.key === key);
  if (conditions.length < wishes.length) return false;
  const known = conditions.filter((one) => one !== WHO);
  const values = valuesOf(key, known, form, chooser);
  if (values === undefined) return wishes.length === 1;
  const { steps } = chooser.context;
  steps.take(values.length);
  return values.some(
    (value) =>
      !steps.spent &&
      wishes.every(({ one, wanted }) => one !== WHO && holdsFor(one, value, steps) === wanted),
  );
}

/** Values worth trying; `undefined` where that a single wish can be met was found out before. */
function valuesOf(
  key: string,
  conditions: readonly Condition[],
  form: Form,
  { caller, action, context }: Chooser,
): readonly Value[] | undefined {
  const [first] = conditions;
  // What is left unsettled is one whose value the caller chooses as well.
  if (first === undefined || first.unsettled.size > 0) return undefined;
  if (isCallerKey(key))
    return caller.kind === "signed in" ? callerValues(key, conditions, caller, form, context) : undefined;
  switch (first.facts?.tells) {
    case "access point":
      return conditions.length === 1 ? undefined : namedValues(conditions);
    case "network":
      return networkValues(first.facts.shape === "ip", conditions, form);
    default: {
      const domain = domainOf(key, form, action, context.now);
      return domain === undefined ? [] : valuesWithin(domain, conditions);
    }
  }
}
