import type { Pattern } from "@security-auto/iam-policy";

import type { Answer } from "../answer";

/**
 * Compares one value of the policy with one of the request. In a `pattern` `*` and `?` are wildcards; it and a `text` may hold
 * policy variables; a `plain` value is taken as it is.
 */
export type Comparison =
  | { readonly operand: "pattern"; readonly compare: (wanted: Pattern, found: string) => Answer }
  | { readonly operand: "text" | "plain"; readonly compare: (wanted: string, found: string) => Answer };

/** A negated operator holds when its comparison holds for none of the policy's values. */
export type Operator = Comparison & { readonly negated: boolean };

/** An operator with the one that negates it. */
export function pair(name: string, opposite: string, comparison: Comparison): readonly [string, Operator][] {
  return [
    [name, { ...comparison, negated: false }],
    [opposite, { ...comparison, negated: true }],
  ];
}

/** An operator without an opposite. */
export function single(name: string, comparison: Comparison): readonly [string, Operator][] {
  return [[name, { ...comparison, negated: false }]];
}

/** A comparison of values that both sides must be able to read. */
export function parsed<T>(
  kind: string,
  read: (text: string) => T | undefined,
  compare: (wanted: T, found: T) => Answer,
  unreadable: (what: string, text: string) => Answer,
): Comparison {
  return {
    operand: "plain",
    compare: (wantedText, foundText) => {
      const wanted = read(wantedText);
      if (wanted === undefined) return unreadable(`${kind} in a policy`, wantedText);
      const found = read(foundText);
      if (found === undefined) return unreadable(`${kind} in a request`, foundText);
      return compare(wanted, found);
    },
  };
}
