import type { Branch } from "./branches";
import { byPath } from "./by-path";
import type { Condition } from "./conditions/condition";
import { ipToHex } from "./conditions/ip-address";
import type { Field } from "./field";
import { invalid, type Parsed, valid } from "./core/parsed";
import { WildcardMachine } from "./wildcard-machine";

const MOST_COMPLEX = 10;
/** Far more than patterns of a few branches need; a bound on the work, not a rule of AWS. */
const MOST_STEPS = 20_000;

/** What EventBridge knows of an event after some fields: the fields that it looks at next, by path. */
interface State {
  readonly values: Map<string, Values>;
  /** The states after fields that are missing. */
  readonly missing: Map<string, State>;
}

/** The conditions on one field that are matched together, whichever branches they come from. */
interface Values {
  /** Place of the field in the pattern. */
  readonly at: string;
  readonly wildcards: WildcardMachine;
  /** The state after each condition. */
  readonly next: Map<string, State>;
}

const newState = (): State => ({ values: new Map(), missing: new Map() });

/**
 * Refuses wildcards that EventBridge calls too complex. It adds the branches to one machine, field by field in the
 * order of their paths; wildcards on one path add up when the conditions before them are the same, and a wildcard
 * that comes before what sets the branches apart is added with each of them. What comes behind a missing field only
 * is not counted.
 *
 * @see https://github.com/aws/event-ruler (GenericMachine, NameState)
 */
export function checkComplexity(branches: readonly Branch[]): Parsed<undefined> {
  const adder = new BranchAdder();
  const start = newState();
  for (const branch of branches) {
    const sorted = branch.toSorted(byPath);
    const lastWildcard = sorted.findLastIndex(hasWildcards);
    adder.add(start, sorted.slice(0, lastWildcard + 1));
  }
  const at = adder.isExhausted ? "" : tooComplex(start);
  return at === undefined
    ? valid(undefined)
    : invalid(
        at,
        'has too complex wildcards: use fewer "*" or fewer repeating character sequences after one',
      );
}

function hasWildcards({ conditions }: Field): boolean {
  return conditions.some((condition) => condition.kind === "test" && condition.wildcards.length > 0);
}

class BranchAdder {
  #steps = 0;

  get isExhausted(): boolean {
    return this.#steps > MOST_STEPS;
  }

  add(state: State, [field, ...others]: readonly Field[]): void {
    this.#steps += 1;
    if (field === undefined || this.isExhausted) return;
    for (const next of statesAfter(state, field)) this.add(next, others);
  }
}

/** Conditions of one list lead to one state, but for those that an earlier branch has led to its own. */
function statesAfter(state: State, field: Field): ReadonlySet<State> {
  const { path, at } = field;
  const values = state.values.get(path) ?? {
    at,
    wildcards: new WildcardMachine(),
    next: new Map<string, State>(),
  };
  state.values.set(path, values);
  const states = new Set<State>();
  let latest: State | undefined;
  const lead = (to: Map<string, State>, key: string): void => {
    latest = to.get(key) ?? latest ?? newState();
    to.set(key, latest);
    states.add(latest);
  };
  for (const condition of field.conditions) {
    if (condition.kind === "absent") lead(state.missing, path);
    else for (const key of keysOf(condition, values.wildcards)) lead(values.next, key);
  }
  return states;
}

/** Equal for conditions that EventBridge takes for the same, however they are spelled. */
function keysOf(
  condition: Exclude<Condition, { kind: "absent" }>,
  machine: WildcardMachine,
): readonly string[] {
  if (condition.kind === "test") {
    const { identity, wildcards } = condition;
    return wildcards.length === 0
      ? [identity]
      : wildcards.map((wildcard) => `${identity} ${machine.add(wildcard, identity).id}`);
  }
  const { value } = condition;
  const address = typeof value === "string" ? ipToHex(value) : undefined;
  if (address !== undefined) return [JSON.stringify(["cidr", address, address])];
  return [JSON.stringify(typeof value === "number" ? ["numeric", "=", value] : value)];
}

/** The place of a field whose wildcards are too complex. */
function tooComplex(start: State): string | undefined {
  const reached = new Set([start]);
  for (const state of reached) {
    for (const { at, wildcards, next } of state.values.values()) {
      if (wildcards.complexityUpTo(MOST_COMPLEX) > MOST_COMPLEX) return at;
      for (const after of next.values()) reached.add(after);
    }
  }
  return undefined;
}
