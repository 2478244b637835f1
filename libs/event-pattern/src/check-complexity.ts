import type { Branch } from "./branches";
import { byPath } from "./by-path";
import type { Wildcard } from "./conditions/wildcard";
import type { Field } from "./field";
import { invalid, type Parsed, valid } from "./parsed";
import { complexityUpTo } from "./wildcard-complexity";

const MOST_COMPLEX = 10;

/** Wildcards that EventBridge would match together. */
interface Machine {
  readonly field: Field;
  readonly groups: Map<string, readonly Wildcard[]>;
}

/**
 * Refuses wildcards that EventBridge calls too complex. Wildcards on one path add up when the fields
 * before them (by name) are the same, as they then share one state machine.
 */
export function checkComplexity(branches: readonly Branch[]): Parsed<undefined> {
  for (const { field, groups } of machinesOf(branches)) {
    if (complexityUpTo(MOST_COMPLEX, [...groups.values()]) > MOST_COMPLEX) {
      return invalid(
        field.at,
        'has too complex wildcards: use fewer "*" or fewer repeating character sequences after one',
      );
    }
  }
  return valid(undefined);
}

function machinesOf(branches: readonly Branch[]): Iterable<Machine> {
  const machines = new Map<string, Machine>();
  for (const branch of branches) {
    const sorted = branch.toSorted(byPath);
    for (const [index, field] of sorted.entries()) {
      if (field.wildcards.length === 0) continue;
      const before = sorted.slice(0, index).map(({ path, expected }) => [path, expected]);
      const key = JSON.stringify([field.path, before]);
      const machine = machines.get(key) ?? { field, groups: new Map() };
      for (const group of field.wildcards) machine.groups.set(JSON.stringify(group), group);
      machines.set(key, machine);
    }
  }
  return machines.values();
}
