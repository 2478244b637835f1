import { type KeyFacts, keyFacts } from "./condition-keys";

/** How a value of the policy is compared with the request's. `other` is an operator that is not known here. */
export type Test = "equals" | "equals ignoring case" | "like" | "arn" | "ip" | "bool" | "null" | "other";

/** One operator on one key, such as `StringNotEqualsIfExists` on `aws:PrincipalOrgID`. */
export interface Condition {
  /** In lower case: IAM does not mind the case of keys. */
  readonly key: string;
  /** As written, for a person. */
  readonly writtenKey: string;
  /** What the key tells; `undefined` for a key that tells nothing about who calls. */
  readonly facts: KeyFacts | undefined;
  readonly test: Test;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** `ForAnyValue:` or `ForAllValues:`. */
  readonly set: "any" | "all" | undefined;
  /** Any of them matches. */
  readonly values: readonly string[];
}

const TESTS: ReadonlyMap<string, readonly [Test, boolean]> = new Map([
  ["stringequals", ["equals", false]],
  ["stringnotequals", ["equals", true]],
  ["stringequalsignorecase", ["equals ignoring case", false]],
  ["stringnotequalsignorecase", ["equals ignoring case", true]],
  ["stringlike", ["like", false]],
  ["stringnotlike", ["like", true]],
  // AWS compares ArnEquals and ArnLike alike: both take wildcards.
  ["arnequals", ["arn", false]],
  ["arnlike", ["arn", false]],
  ["arnnotequals", ["arn", true]],
  ["arnnotlike", ["arn", true]],
  ["ipaddress", ["ip", false]],
  ["notipaddress", ["ip", true]],
  ["bool", ["bool", false]],
  ["null", ["null", false]],
] as const);

const UNKNOWN = ["other", false] as const;
const IF_EXISTS = "ifexists";

interface Operator {
  readonly test: Test;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: "any" | "all" | undefined;
}

function readOperator(written: string): Operator {
  let name = written.toLowerCase();
  let set: "any" | "all" | undefined;
  if (name.startsWith("foranyvalue:")) set = "any";
  else if (name.startsWith("forallvalues:")) set = "all";
  if (set !== undefined) name = name.slice(name.indexOf(":") + 1);
  const ifExists = name.endsWith(IF_EXISTS);
  if (ifExists) name = name.slice(0, -IF_EXISTS.length);
  const [test, negated] = TESTS.get(name) ?? UNKNOWN;
  return { test, negated, ifExists, set };
}

const UNKNOWN_OPERATOR: Operator = { test: "other", negated: false, ifExists: false, set: undefined };
const NOT_UNDERSTOOD = conditionOf(UNKNOWN_OPERATOR, "", []);

/**
 * Reads a statement's `Condition`. What is not understood stays as a condition that narrows no Allow and makes no Deny
 * count.
 */
export function readConditions(element: unknown): readonly Condition[] {
  if (element === undefined) return [];
  if (!isObject(element)) return [NOT_UNDERSTOOD];
  const conditions: Condition[] = [];
  for (const [written, keys] of Object.entries(element)) {
    if (!isObject(keys)) {
      conditions.push(NOT_UNDERSTOOD);
      continue;
    }
    const operator = readOperator(written);
    for (const [writtenKey, value] of Object.entries(keys)) {
      const values = readValues(value);
      conditions.push(
        values === undefined
          ? conditionOf(UNKNOWN_OPERATOR, writtenKey, [])
          : conditionOf(operator, writtenKey, values),
      );
    }
  }
  return conditions;
}

function conditionOf(
  { test, negated, ifExists, set }: Operator,
  writtenKey: string,
  values: readonly string[],
): Condition {
  const key = writtenKey.toLowerCase();
  return { key, writtenKey, facts: keyFacts(key), test, negated, ifExists, set, values };
}

function readValues(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.filter(isScalar).map(String);
  return texts.length === values.length ? texts : undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
