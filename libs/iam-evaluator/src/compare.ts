import {
  arnIncludes,
  fits,
  isInOrder,
  isWithin,
  literal,
  type Operator,
  type Pattern,
  readNumber,
  readRange,
  readTime,
} from "@security-auto/iam-policy";

import { type Answer, NO, unknown, yesOrNo } from "./answer";
import { expandPattern, expandText, type NotExpanded, type Reading } from "./expand";

/** One value of the policy against one of the request. */
export function compare(operator: Operator, wanted: string, found: string, reading: Reading): Answer {
  const asText = (test: (text: string) => boolean): Answer => {
    const text = expandText(wanted, reading);
    return text.kind === "expanded" ? yesOrNo(test(text.value)) : withoutValue(text, operator);
  };
  const asPattern = (test: (pattern: Pattern) => Answer): Answer => {
    const pattern = expandPattern(wanted, reading);
    return pattern.kind === "expanded" ? test(pattern.value) : withoutValue(pattern, operator);
  };
  switch (operator.test) {
    case "equals":
      return asText((text) => text === found);
    case "equals ignoring case":
      return asText((text) => text.toLowerCase() === found.toLowerCase());
    case "like":
      return asPattern((pattern) => yesOrNo(fits(pattern, found)));
    case "arn":
      return asPattern((pattern) => {
        const matches = arnIncludes(pattern, literal(found));
        return matches === undefined ? unknown("ARN in a policy", wanted) : yesOrNo(matches);
      });
    case "number":
      return both("number", readNumber, wanted, found, (one, other) => isInOrder(other, operator.order, one));
    case "time":
      return both("date", readTime, wanted, found, (one, other) => isInOrder(other, operator.order, one));
    case "bool":
      return both("boolean", readBoolean, wanted, found, (one, other) => one === other);
    case "binary":
      return both("Base64 value", readBase64, wanted, found, (one, other) => one === other);
    case "ip":
      return matchAddress(wanted, found);
    case "null":
      return unknown("value of Null", wanted);
  }
}

function withoutValue(of: NotExpanded, { negated }: Operator): Answer {
  if (of.kind === "unknown") return unknown(of.what, of.name);
  return negated ? unknown("policy variable without a value", of.key) : NO;
}

/** A comparison of values that both sides must be able to read. */
function both<T>(
  kind: string,
  read: (text: string) => T | undefined,
  wantedText: string,
  foundText: string,
  test: (wanted: T, found: T) => boolean,
): Answer {
  const wanted = read(wantedText);
  if (wanted === undefined) return unknown(`${kind} in a policy`, wantedText);
  const found = read(foundText);
  if (found === undefined) return unknown(`${kind} in a request`, foundText);
  return yesOrNo(test(wanted, found));
}

function readBoolean(text: string): boolean | undefined {
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}

/** The text itself when it is the one Base64 form of its bytes, so that equal texts are equal bytes. */
function readBase64(text: string): string | undefined {
  return Buffer.from(text, "base64").toString("base64") === text ? text : undefined;
}

function matchAddress(wanted: string, found: string): Answer {
  const range = readRange(wanted);
  if (range === undefined) return unknown("IP address range in a policy", wanted);
  const address = found.includes("/") ? undefined : readRange(found);
  if (address === undefined) return unknown("IP address in a request", found);
  return yesOrNo(isWithin(address, range));
}
