import type { Field } from "./field";
import { invalid, type Parsed, valid } from "./core/parsed";
import { type AllOf, type AnyOf, isAnyOf } from "./pattern-tree";

/** Fields that must all hold, each path once. A pattern without `$or` is one branch. */
export type Branch = readonly Field[];

/** EventBridge's limit on combinations of alternatives. */
const MOST_BRANCHES = 1000;
/** event-ruler's limit on the fields of one rule. */
const MOST_FIELDS = 256;

/**
 * Multiplies out every `$or`. When one path is given twice in a branch, the later one counts: that
 * is how EventBridge reads `{ "a": { "b": [1] }, "a.b": [2] }`.
 */
export function branchesOf(tree: AllOf): Parsed<readonly Branch[]> {
  const count = countAll(tree);
  if (count > MOST_BRANCHES) {
    return invalid(
      "",
      `has ${count} combinations of $or alternatives: reduce them to ${MOST_BRANCHES} or split the rule`,
    );
  }
  const branches = expandAll(tree, [new Map()]).map((fields) => [...fields.values()]);
  const widest = Math.max(...branches.map((branch) => branch.length));
  return widest > MOST_FIELDS
    ? invalid("", `has ${widest} fields: reduce them to ${MOST_FIELDS} or split the rule`)
    : valid(branches);
}

function countAll(tree: AllOf): number {
  return tree.parts.reduce((product, part) => product * (isAnyOf(part) ? countAny(part) : 1), 1);
}

function countAny(any: AnyOf): number {
  return any.options.reduce((sum, option) => sum + countAll(option), 0);
}

type Fields = ReadonlyMap<string, Field>;

function expandAll(tree: AllOf, branches: readonly Fields[]): readonly Fields[] {
  return tree.parts.reduce(
    (soFar, part) =>
      isAnyOf(part)
        ? part.options.flatMap((option) => expandAll(option, soFar))
        : soFar.map((fields) => new Map(fields).set(part.path, part)),
    branches,
  );
}
