import { arnParts } from "../policy/arn";
import type { Test } from "../policy/condition";
import { hasWildcard, includes } from "../policy/glob";
import type { Outcome } from "./outcome";

/** Compares a value that is known with one of the policy's. */
export function matchKnown(test: Test, pattern: string, value: string): Outcome {
  switch (test) {
    case "equals":
      return pattern === value ? "yes" : "no";
    case "equals ignoring case":
      return pattern.toLowerCase() === value.toLowerCase() ? "yes" : "no";
    case "like":
      return includes(pattern, value) ? "yes" : "no";
    case "arn":
      return matchArn(pattern, value) ? "yes" : "no";
    case "bool":
      return pattern.toLowerCase() === value ? "yes" : "no";
    case "ip":
    case "null":
    case "other":
      return "can";
  }
}

/**
 * Compares a value of which only is known that it is none of those the policy spells out (`whole` when a pattern takes
 * in all such values).
 */
export function matchUnnamed(test: Test, pattern: string, whole = isOpen(pattern)): Outcome {
  switch (test) {
    // A wildcard stands for itself here.
    case "equals":
    case "equals ignoring case":
    case "bool":
      return "no";
    case "like":
    case "arn":
      if (whole) return "yes";
      return hasWildcard(pattern) ? "can" : "no";
    case "ip":
    case "null":
    case "other":
      return "can";
  }
}

/** Whether a pattern is wildcards only, one `*` among them: it takes in whatever there is. */
export function isOpen(pattern: string): boolean {
  return pattern === "*" || pattern === "**";
}

// AWS compares each of the six parts on its own: a `*` does not run over a colon.
function matchArn(pattern: string, value: string): boolean {
  if (isOpen(pattern)) return true;
  const patterns = arnParts(pattern);
  const values = arnParts(value);
  if (patterns === undefined || values === undefined) return false;
  return patterns.every((part, index) => includes(part, values[index] ?? ""));
}
