import type { Condition, OneOrMany, PrincipalElement } from "./policy-document";

/**
 * A statement as AWS accepts it: one value where a list may stand, and elements of every kind of
 * policy. Elements this library does not know are kept; the evaluator refuses them by name.
 */
export interface AcceptedStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: PrincipalElement | undefined;
  readonly NotPrincipal?: PrincipalElement | undefined;
  readonly Action?: OneOrMany<string> | undefined;
  readonly NotAction?: OneOrMany<string> | undefined;
  readonly Resource?: OneOrMany<string> | undefined;
  readonly NotResource?: OneOrMany<string> | undefined;
  readonly Condition?: Condition;
}

/** A policy document as AWS accepts it: an older or absent version, a single statement. */
export interface AcceptedPolicy {
  /** Absent means `2008-10-17`, where `${...}` is plain text. */
  readonly Version?: "2012-10-17" | "2008-10-17";
  readonly Id?: string;
  readonly Statement: OneOrMany<AcceptedStatement>;
}

/** The statements of a document, also of one that holds a single statement without a list. */
export function statementsOf({ Statement }: AcceptedPolicy): readonly AcceptedStatement[] {
  return listOf(Statement);
}

/** One value or several, as a list. */
export function listOf<T>(value: OneOrMany<T>): readonly T[] {
  return isList(value) ? value : [value];
}

function isList<T>(value: OneOrMany<T>): value is readonly T[] {
  return Array.isArray(value);
}
