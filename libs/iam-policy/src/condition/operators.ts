/** How a value of the policy is compared with one of the request. */
export type Test =
  "equals" | "equals ignoring case" | "like" | "arn" | "ip" | "bool" | "null" | "number" | "time" | "binary";

/** What of two numbers or times an operator asks for. */
export type Order = "less" | "at most" | "equal" | "at least" | "more";

/** An operator's name, taken apart: `ForAnyValue:StringLikeIfExists`. */
export interface Operator {
  readonly test: Test;
  /** Of the tests `number` and `time`. */
  readonly order?: Order | undefined;
  /** It holds when the test holds for none of the policy's values. */
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** `ForAllValues:` or `ForAnyValue:`. */
  readonly set?: "all" | "any" | undefined;
}

type Entry = readonly [test: Test, negated?: boolean, order?: Order];

const ordered = (kind: "Numeric" | "Date", test: Test): Readonly<Record<string, Entry>> => ({
  [`${kind}Equals`]: [test, false, "equal"],
  [`${kind}NotEquals`]: [test, true, "equal"],
  [`${kind}LessThan`]: [test, false, "less"],
  [`${kind}LessThanEquals`]: [test, false, "at most"],
  [`${kind}GreaterThan`]: [test, false, "more"],
  [`${kind}GreaterThanEquals`]: [test, false, "at least"],
});

const OPERATORS: ReadonlyMap<string, Entry> = new Map(
  Object.entries<Entry>({
    StringEquals: ["equals"],
    StringNotEquals: ["equals", true],
    StringEqualsIgnoreCase: ["equals ignoring case"],
    StringNotEqualsIgnoreCase: ["equals ignoring case", true],
    StringLike: ["like"],
    StringNotLike: ["like", true],
    // AWS compares ArnEquals and ArnLike alike: both take wildcards.
    ArnEquals: ["arn"],
    ArnLike: ["arn"],
    ArnNotEquals: ["arn", true],
    ArnNotLike: ["arn", true],
    IpAddress: ["ip"],
    NotIpAddress: ["ip", true],
    Bool: ["bool"],
    BinaryEquals: ["binary"],
    ...ordered("Numeric", "number"),
    ...ordered("Date", "time"),
  }),
);

const SETS: ReadonlyMap<string, "all" | "any"> = new Map([
  ["ForAllValues", "all"],
  ["ForAnyValue", "any"],
]);
const IF_EXISTS = "IfExists";

/**
 * Takes the name of a condition operator apart; `undefined` for what is none. The names are literal: S3 refuses `stringequals` as
 * an "Invalid Condition type". `Null` asks for no value and stands alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseOperator(name: string): Operator | undefined {
  if (name === "Null") return { test: "null", negated: false, ifExists: false };
  const colon = name.indexOf(":");
  const set = SETS.get(name.slice(0, Math.max(colon, 0)));
  const written = set === undefined ? name : name.slice(colon + 1);
  const ifExists = written.endsWith(IF_EXISTS);
  const entry = OPERATORS.get(ifExists ? written.slice(0, -IF_EXISTS.length) : written);
  if (entry === undefined) return undefined;
  const [test, negated = false, order] = entry;
  return { test, order, negated, ifExists, set };
}

/** Whether a value of the request stands to one of the policy as an operator asks. */
export function isInOrder(found: number, order: Order | undefined, wanted: number): boolean {
  switch (order) {
    case "less":
      return found < wanted;
    case "at most":
      return found <= wanted;
    case "at least":
      return found >= wanted;
    case "more":
      return found > wanted;
    default:
      return found === wanted;
  }
}
