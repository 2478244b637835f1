import {
  hasVariable,
  hasWildcard,
  isRecord,
  type KeyFacts,
  keyFacts,
  listOf,
  type Order,
  parseArn,
  parseOperator,
  readRange,
  type Test as OperatorTest,
} from "@security-auto/iam-policy";
import { coverEverything, isNarrowRange } from "./addresses";
import { LONGEST_VALUE } from "./value-parts";

/** How a value of the policy is compared with the request's. `other` is an operator that is not known here. */
export type Test = OperatorTest | "other";

/** Ranges that are everyone, each or together; ranges narrow enough to be a set of addresses; something that is no range. */
export type AddressKind = "everyone" | "narrow" | "not understood";

/** One operator on one key, such as `StringNotEqualsIfExists` on `aws:PrincipalOrgID`. */
export interface Condition {
  /** In lower case: IAM does not mind the case of keys. */
  readonly key: string;
  /** As written, for a person. */
  readonly writtenKey: string;
  /** What the key says; `undefined` for a key that says nothing about who calls. */
  readonly facts: KeyFacts | undefined;
  readonly test: Test;
  /** Of the tests `number` and `time`. */
  readonly order?: Order | undefined;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** `ForAnyValue:` or `ForAllValues:`. */
  readonly set?: "any" | "all" | undefined;
  /** Any of them matches. */
  readonly values: readonly string[];
  /** Those that mean what they say, without a wildcard that counts as one; in lower case where the case does not matter. */
  readonly exact: ReadonlySet<string>;
  /** Those with a wildcard. */
  readonly patterns: readonly string[];
  /** What the values of a key that holds an address are; those of other keys are not looked at. */
  readonly addresses: AddressKind | undefined;
  /**
   * Those of which is not known what they match: with a policy variable, which only Version 2012-10-17 knows, or with what is
   * no ARN under an operator that compares ARNs.
   */
  readonly unsettled: ReadonlySet<string>;
}

type Operator = Pick<Condition, "test" | "order" | "negated" | "ifExists" | "set">;

const IGNORES_CASE: ReadonlySet<Test> = new Set<Test>(["equals ignoring case", "bool", "null"]);

const UNKNOWN_OPERATOR: Operator = { test: "other", negated: false, ifExists: false };
/** What is no condition, of which is not known what it asks for. */
export const NOT_UNDERSTOOD = conditionOf(UNKNOWN_OPERATOR, "", [], false);

/**
 * Reads a statement's `Condition`. What is not understood stays as a condition of which is not known whether it holds.
 *
 * @param variables - whether the policy is of the version that knows policy variables
 */
export function readConditions(element: unknown, variables: boolean): readonly Condition[] {
  if (element === undefined) return [];
  if (!isRecord(element)) return [NOT_UNDERSTOOD];
  const conditions: Condition[] = [];
  // Whether the last of them counts or all together, AWS does not say.
  const operatorsTwice = writtenTwice(element);
  for (const [written, keys] of Object.entries(element)) {
    if (!isRecord(keys)) {
      conditions.push(NOT_UNDERSTOOD);
      continue;
    }
    const operator = parseOperator(written) ?? UNKNOWN_OPERATOR;
    const keysTwice = writtenTwice(keys);
    for (const [writtenKey, value] of Object.entries(keys)) {
      const isTwice = operatorsTwice.has(written.toLowerCase()) || keysTwice.has(writtenKey.toLowerCase());
      const values = isTwice ? undefined : readValues(value);
      conditions.push(
        values === undefined
          ? conditionOf(UNKNOWN_OPERATOR, writtenKey, [], variables)
          : conditionOf(operator, writtenKey, values, variables),
      );
    }
  }
  return conditions;
}

/** The names, in lower case, that an object has more than once, in different cases. */
function writtenTwice(object: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const name of Object.keys(object).map((written) => written.toLowerCase()))
    (once.has(name) ? twice : once).add(name);
  return twice;
}

function conditionOf(
  operator: Operator,
  writtenKey: string,
  values: readonly string[],
  knowsVariables: boolean,
): Condition {
  const key = writtenKey.toLowerCase();
  const isSettled = (value: string): boolean =>
    knowsVariables && hasVariable(value) ? false : operator.test !== "arn" || isArnPattern(value);
  const takesWildcards = operator.test === "like" || operator.test === "arn";
  const facts = keyFacts(key);
  const isTooLong = (text: string): boolean =>
    facts !== undefined && text.length > LONGEST_VALUE && text.replaceAll("*", "").length > LONGEST_VALUE;
  const texts = values.filter((value) => isSettled(value) && !isTooLong(value));
  const exact = takesWildcards ? texts.filter((text) => !hasWildcard(text)) : texts;
  return {
    ...operator,
    key,
    writtenKey,
    facts,
    addresses: facts?.shape === "ip" && operator.test === "ip" ? kindOfAddresses(texts) : undefined,
    values,
    exact: new Set(IGNORES_CASE.has(operator.test) ? exact.map((text) => text.toLowerCase()) : exact),
    patterns: takesWildcards ? texts.filter(hasWildcard) : [],
    unsettled: new Set(values.filter((value) => !isSettled(value))),
  };
}

/** Whether a text is an ARN or a pattern of ARNs; wildcards alone take in every ARN. */
export function isArnPattern(text: string): boolean {
  return /^\*+$/.test(text) || parseArn(text) !== undefined;
}

// S3 would not have stored what is no range.
function kindOfAddresses(ranges: readonly string[]): AddressKind {
  if (ranges.some((range) => readRange(range) === undefined)) return "not understood";
  return ranges.every(isNarrowRange) && !coverEverything(ranges) ? "narrow" : "everyone";
}

function readValues(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  const values = listOf(value);
  const texts = values.filter(isScalar).map(String);
  return texts.length === values.length ? texts : undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
