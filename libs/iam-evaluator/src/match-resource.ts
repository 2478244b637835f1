import { type Answer, any, NO, unknown, YES } from "./answer";
import { expand, type Reading } from "./expand";
import { fits } from "./glob";
import { fitsByPart, fitsOpenEnded } from "./match-arn";
import { readVariables } from "./variables";

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
  if (!text.startsWith("arn:")) return unknown("resource that is no ARN", text);
  if (reading.variables && variableBeforeResource(text)) {
    return unknown("policy variable before the resource part of an ARN", text);
  }
  const expansion = expand(text, reading, true);
  if (expansion.kind === "unknown") return unknown(expansion.what, expansion.name);
  if (expansion.kind === "missing") {
    return negated ? unknown("policy variable without a value", expansion.key) : NO;
  }
  const { pattern } = expansion;
  if (fitsByPart(pattern, resource) ?? fitsOpenEnded(pattern, resource)) return YES;
  // AWS advises against wildcards that reach over a colon and does not say what they match.
  return fits(pattern, Array.from(resource)) ? unknown("wildcard across the parts of an ARN", text) : NO;
}

function variableBeforeResource(text: string): boolean {
  let colons = 0;
  for (const piece of readVariables(text)) {
    if (piece.kind === "variable") return colons < 5;
    if (piece.kind === "text") colons += piece.text.split(":").length - 1;
  }
  return false;
}
