import {
  arnIncludes,
  fits,
  includes,
  isResource,
  literal,
  type Pattern,
  readVariables,
  splitAt,
} from "@security-auto/iam-policy";

import { type Answer, any, NO, unknown, YES } from "./answer";
import { expandPattern, type Reading } from "./expand";

/** Whether one of the patterns means this resource. `negated` for NotResource. */
export function matchResource(
  patterns: readonly string[],
  resource: string,
  reading: Reading,
  negated: boolean,
): Answer {
  return any(patterns.map((pattern) => matchOne(pattern, resource, reading, negated)));
}

function matchOne(text: string, resource: string, reading: Reading, negated: boolean): Answer {
  if (text === "*") return YES;
  if (!isResource(text)) return unknown("resource that is no ARN", text);
  if (reading.variables && variableBeforeResource(text)) {
    return unknown("policy variable before the resource part of an ARN", text);
  }
  const expansion = expandPattern(text, reading);
  if (expansion.kind === "unknown") return unknown(expansion.what, expansion.name);
  if (expansion.kind === "missing") {
    return negated ? unknown("policy variable without a value", expansion.key) : NO;
  }
  const { value: pattern } = expansion;
  if (arnIncludes(pattern, literal(resource)) ?? fitsOpenEnded(pattern, resource)) return YES;
  // AWS advises against wildcards that span a colon and does not say what they match.
  return fits(pattern, resource) ? unknown("wildcard across the parts of an ARN", text) : NO;
}

/** `arn:aws:logs:*`: a wildcard that ends the pattern may stand for all parts that follow. */
function fitsOpenEnded(pattern: Pattern, resource: string): boolean {
  if (pattern.at(-1) !== "*") return false;
  const wanted = splitAt(":", pattern);
  const found = splitAt(":", literal(resource), wanted.length);
  return found.length === wanted.length && wanted.every((part, index) => includes(part, found[index] ?? ""));
}

function variableBeforeResource(text: string): boolean {
  let colons = 0;
  for (const piece of readVariables(text)) {
    if (piece.kind === "variable") return colons < 5;
    if (piece.kind === "text") colons += piece.written.split(":").length - 1;
  }
  return false;
}
