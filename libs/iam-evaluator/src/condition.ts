import {
  type Condition,
  listOf,
  type OneOrMany,
  type Operator,
  parseOperator,
} from "@security-auto/iam-policy";

import { all, type Answer, any, NO, no, not, unknown, within, YES, yesOrNo } from "./answer";
import { compare } from "./compare";
import type { Reading } from "./expand";

type Found = string | readonly string[] | undefined;

/** Whether every key of every operator holds. */
export function matchCondition(condition: Condition, reading: Reading): Answer {
  return all(
    Object.entries(condition).flatMap(([operator, keys]) => {
      const entries = Object.entries(keys);
      if (entries.length === 0) return [within(operator, unknown("operator without keys", operator))];
      return entries.map(([key, values]) =>
        within(`${operator}.${key}`, explained(operator, key, values, reading)),
      );
    }),
  );
}

function explained(
  name: string,
  key: string,
  values: OneOrMany<string | number | boolean>,
  reading: Reading,
): Answer {
  const found = reading.context.get(key);
  const wanted = listOf(values).map(String);
  const answer = matchKey(name, wanted, found, reading);
  return answer.is === "no"
    ? no(`${name} ${key} wants ${wanted.map(quoted).join(" or ")}, and the request has ${shown(found)}`)
    : answer;
}

function matchKey(name: string, wanted: readonly string[], found: Found, reading: Reading): Answer {
  if (wanted.length === 0) return unknown("condition key without values", name);
  const operator = parseOperator(name);
  if (operator === undefined) return unknown("condition operator", name);
  if (operator.test === "null") return matchNull(wanted, found);
  const test = (value: string) => testValue(operator, wanted, value, reading);
  return operator.set === undefined ? matchSingle(operator, found, test) : matchSet(operator, found, test);
}

/** Keys without ForAllValues or ForAnyValue: one value, or none. */
function matchSingle({ ifExists, negated }: Operator, found: Found, test: (value: string) => Answer): Answer {
  if (isMissing(found)) return yesOrNo(ifExists || negated);
  return typeof found === "string"
    ? test(found)
    : unknown("multivalued key without ForAllValues or ForAnyValue", found.join(", "));
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function matchSet({ set, ifExists }: Operator, found: Found, test: (value: string) => Answer): Answer {
  const forAll = set === "all";
  if (isMissing(found)) {
    // IfExists says that a missing key holds, ForAnyValue that it does not; AWS does not say which wins.
    return !forAll && ifExists ? unknown("missing key with IfExists", "ForAnyValue") : yesOrNo(forAll);
  }
  const values = listOf(found);
  if (values.every((value) => value === "")) {
    if (forAll) return YES;
    return ifExists ? unknown("empty value with IfExists", "ForAnyValue") : NO;
  }
  return forAll ? all(values.map(test)) : any(values.map(test));
}

/** `true` asks that the key is not there, `false` that it is. */
function matchNull(wanted: readonly string[], found: Found): Answer {
  if (found === "") return unknown("empty value with Null", '""');
  return any(
    wanted.map((each) =>
      each === "true" || each === "false"
        ? yesOrNo(isMissing(found) === (each === "true"))
        : unknown("value of Null", each),
    ),
  );
}

/** One value of the request against all values of the policy. */
function testValue(operator: Operator, wanted: readonly string[], value: string, reading: Reading): Answer {
  const answer = any(wanted.map((each) => compare(operator, each, value, reading)));
  return operator.negated ? not(answer) : answer;
}

function isMissing(found: Found): found is undefined | readonly [] {
  return found === undefined || (found.length === 0 && typeof found !== "string");
}

function quoted(value: string): string {
  return `"${value}"`;
}

function shown(found: Found): string {
  return isMissing(found) ? "none" : listOf(found).map(quoted).join(", ");
}
