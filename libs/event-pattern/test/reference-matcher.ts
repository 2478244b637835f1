import type { EventPattern, Scalar } from "../src/index";

/**
 * The semantics of patterns as plainly as possible: lay out the whole event as leaves, lay out the
 * pattern as alternatives without `$or`, try every combination. Exponential and for tests only. It
 * knows valid patterns only, and of the operators what the tests generate.
 */
export function referenceMatches(pattern: EventPattern, event: unknown): boolean {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
  const leaves = leavesOf(event, [], new Map());
  return alternativesOf(pattern, [], [new Map()]).some((alternative) => {
    const fields = [...alternative].sort(([one], [other]) => (one < other ? -1 : 1));
    return satisfies(fields, leaves, new Map());
  });
}

type Lists = ReadonlyMap<string, number>;

interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly lists: Lists;
}

type Alternative = ReadonlyMap<string, readonly unknown[]>;

/** Lists are told apart by the keys and indexes that lead to them. */
function leavesOf(node: unknown, route: readonly string[], lists: Lists): readonly Leaf[] {
  const keys = route.filter((step) => !step.startsWith("[")).map((step) => step.slice(1));
  if (typeof node !== "object" || node === null) return [{ path: keys.join("."), value: node, lists }];
  if (!Array.isArray(node)) {
    return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...route, `.${key}`], lists));
  }
  const id = JSON.stringify(route);
  const elements: readonly unknown[] = node;
  return elements.flatMap((element, index) => {
    const plain = typeof element !== "object" || element === null;
    const inside = plain ? lists : new Map(lists).set(id, index);
    return leavesOf(element, [...route, `[${index}]`], inside);
  });
}

function alternativesOf(
  pattern: EventPattern,
  path: readonly string[],
  soFar: readonly Alternative[],
): readonly Alternative[] {
  let result = soFar;
  for (const [key, value] of Object.entries(pattern)) {
    if (key === "$or" && isPatterns(value)) {
      const before = result;
      result = value.flatMap((option) => alternativesOf(option, path, before));
    } else if (isList(value)) {
      const name = [...path, key].join(".");
      result = result.map((alternative) => new Map(alternative).set(name, value));
    } else if (isPattern(value)) {
      result = alternativesOf(value, [...path, key], result);
    }
  }
  return result;
}

function satisfies(
  fields: readonly (readonly [string, readonly unknown[]])[],
  leaves: readonly Leaf[],
  chosen: Lists,
): boolean {
  const [first, ...others] = fields;
  if (first === undefined) return true;
  const [path, allowed] = first;
  const candidates = leaves.filter((leaf) => leaf.path === path && agree(leaf.lists, chosen));
  if (candidates.length === 0 && allowed.some((entry) => operator(entry, "exists") === false)) {
    return satisfies(others, leaves, chosen);
  }
  return candidates.some(
    ({ value, lists }) =>
      allowed.some((entry) => accepts(entry, value)) &&
      satisfies(others, leaves, new Map([...chosen, ...lists])),
  );
}

function agree(lists: Lists, chosen: Lists): boolean {
  return [...lists].every(([id, index]) => (chosen.get(id) ?? index) === index);
}

function accepts(entry: unknown, value: unknown): boolean {
  if (typeof entry !== "object" || entry === null) return entry === value;
  const [name = ""] = Object.keys(entry);
  const operand = operator(entry, name);
  const text = typeof value === "string" ? value : undefined;
  switch (name) {
    case "exists":
      return operand === true;
    case "prefix":
      return text !== undefined && new RegExp(`^${escape(String(operand))}`, "s").test(text);
    case "suffix":
      return text !== undefined && new RegExp(`${escape(String(operand))}$`, "s").test(text);
    case "wildcard":
      return text !== undefined && wildcardToRegExp(String(operand)).test(text);
    case "anything-but":
      if (isList(operand)) return !operand.some((excluded) => accepts(excluded, value));
      return !accepts(operand, value);
    case "numeric":
      return typeof value === "number" && isList(operand) && inRange(operand, value);
    default:
      throw new Error(`the reference does not know ${name}`);
  }
}

function inRange([name, bound, ...more]: readonly unknown[], value: number): boolean {
  const order = Math.sign(value - Number(bound));
  const orders: Record<string, readonly number[]> = {
    "=": [0],
    "<": [-1],
    "<=": [-1, 0],
    ">": [1],
    ">=": [0, 1],
  };
  return (orders[String(name)] ?? []).includes(order) && (more.length === 0 || inRange(more, value));
}

export function wildcardToRegExp(text: string): RegExp {
  const source = text.replace(/\\[\\*]|[^]/g, (token) =>
    token === "*" ? ".*" : escape(token.length > 1 ? token.slice(1) : token),
  );
  return new RegExp(`^${source}$`, "s");
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function operator(entry: unknown, name: string): unknown {
  return typeof entry === "object" && entry !== null ? Reflect.get(entry, name) : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isPattern(value: unknown): value is EventPattern {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPatterns(value: unknown): value is readonly EventPattern[] {
  return isList(value) && value.length >= 2 && value.every(isPattern);
}

export type { Scalar };
