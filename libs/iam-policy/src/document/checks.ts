/** Where a policy document is wrong, and why. */
export interface InvalidPolicy {
  /** e.g. `Statement[1].Effect`; empty for the document itself. */
  readonly path: string;
  readonly reason: string;
}

/** Checks one value; returns what is wrong with it, if anything. */
export type Check = (value: unknown, path: string) => InvalidPolicy | undefined;

export const text: Check = (value, path) =>
  typeof value === "string" ? undefined : { path, reason: `expected a string, found ${kindOf(value)}` };

export const texts: Check = (value, path) => {
  if (!Array.isArray(value)) return text(value, path);
  if (value.length === 0) return { path, reason: "the list is empty" };
  return first(value, (each, index) => text(each, `${path}[${index}]`));
};

const scalar: Check = (value, path) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? undefined
    : { path, reason: `expected a string, number or boolean, found ${kindOf(value)}` };

export const scalars: Check = (value, path) =>
  Array.isArray(value)
    ? first(value, (each, index) => scalar(each, `${path}[${index}]`))
    : scalar(value, path);

export function oneOf(...allowed: readonly string[]): Check {
  return (value, path) =>
    allowed.some((each) => each === value)
      ? undefined
      : {
          path,
          reason: `expected ${allowed.map((each) => `"${each}"`).join(" or ")}, found ${shown(value)}`,
        };
}

export function optional(
  record: Readonly<Record<string, unknown>>,
  name: string,
  path: string,
  check: Check,
) {
  return Object.hasOwn(record, name) ? check(record[name], join(path, name)) : undefined;
}

export function required(
  record: Readonly<Record<string, unknown>>,
  name: string,
  other: string,
  path: string,
) {
  if (Object.hasOwn(record, name) || Object.hasOwn(record, other)) return undefined;
  return { path, reason: `has neither ${name} nor ${other}` };
}

export function exclusive(
  record: Readonly<Record<string, unknown>>,
  name: string,
  other: string,
  path: string,
  check: Check,
) {
  if (Object.hasOwn(record, name) && Object.hasOwn(record, other)) {
    return { path, reason: `has both ${name} and ${other}` };
  }
  return optional(record, name, path, check) ?? optional(record, other, path, check);
}

export function first<T>(
  items: readonly T[],
  check: (item: T, index: number) => InvalidPolicy | undefined,
): InvalidPolicy | undefined {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : kindOf(value);
}
