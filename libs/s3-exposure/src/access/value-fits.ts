import { hasWildcard, includes, arnIncludes } from "@security-auto/iam-policy";
import type { Condition, Test } from "../policy/condition";
import { either, type Outcome } from "./outcome";
import { comparisonSteps, type Steps } from "./steps";

/** Compares a value that is known with those of a condition. */
export function knownFits({ test, exact, patterns }: Condition, value: string, steps: Steps): Outcome {
  steps.take(1);
  if (exact.has(test === "equals ignoring case" || test === "bool" ? value.toLowerCase() : value))
    return "yes";
  for (const pattern of patterns) {
    steps.take(comparisonSteps([pattern], [value]));
    if (steps.spent) return "maybe";
    if (matches(test, pattern, value)) return "yes";
  }
  return "no";
}

export function matches(test: Test, pattern: string, value: string): boolean {
  if (test !== "arn" || isOpen(pattern)) return includes(pattern, value);
  return arnIncludes(pattern, value) === true;
}

/** Compares a value of which only is known that it is none of those the policy spells out. */
export function unnamedFits(
  { patterns }: Condition,
  steps: Steps,
  fits: (pattern: string) => Outcome = (pattern) => (isOpen(pattern) ? "yes" : "can"),
): Outcome {
  steps.take(1 + patterns.length);
  return patterns.map(fits).reduce<Outcome>(either, "no");
}

/** Compares value by value: with names and ids, none of which holds a `*` or `?` of its own. */
export function someFits(
  { exact, patterns }: Condition,
  steps: Steps,
  ofExact: (text: string) => Outcome,
  ofPattern: (pattern: string) => Outcome,
): Outcome {
  let outcome: Outcome = "no";
  for (const [texts, fits] of [
    [exact, ofExact],
    [patterns, ofPattern],
  ] as const)
    for (const text of texts) {
      steps.take(1);
      if (steps.spent) return either(outcome, "maybe");
      if (texts === patterns || !hasWildcard(text)) outcome = either(outcome, fits(text));
      if (outcome === "yes") return outcome;
    }
  return outcome;
}

/** Whether a pattern is wildcards only, one `*` among them: it takes in whatever there is. */
export function isOpen(pattern: string): boolean {
  return pattern === "*" || pattern === "**";
}
