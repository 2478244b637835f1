import { arnParts } from "../policy/arn";
import type { Test } from "../policy/condition";
import { hasWildcard, includes } from "../policy/glob";
import type { Outcome } from "./outcome";

/** Compares a value that is known with one of the policy's. */
export function matchKnown(test: Test, pattern: string, value: string): Outcome {
  switch (test) {
    case "equals":
      return isOrSeems(pattern, value);
    case "equals ignoring case":
      return isOrSeems(pattern.toLowerCase(), value.toLowerCase());
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
    case "equals":
    case "equals ignoring case":
      return hasWildcard(pattern) ? "maybe" : "no";
    case "like":
    case "arn":
      if (whole) return "yes";
      return hasWildcard(pattern) ? "can" : "no";
    case "bool":
      return "no";
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

// A wildcard stands for itself under StringEquals, so it matches nothing real. Whoever wrote it meant otherwise, and so
// does S3's flag: not taken for certain either way.
function isOrSeems(pattern: string, value: string): Outcome {
  if (pattern === value) return "yes";
  return hasWildcard(pattern) && includes(pattern, value) ? "maybe" : "no";
}

// AWS compares each of the six parts on its own: a `*` does not run over a colon.
function matchArn(pattern: string, value: string): boolean {
  const patterns = arnParts(pattern);
  const values = arnParts(value);
  if (patterns === undefined || values === undefined) return false;
  return patterns.every((part, index) => includes(part, values[index] ?? ""));
}
