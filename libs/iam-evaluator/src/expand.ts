import type { Context } from "./context";
import { globOf, literalOf, type Pattern } from "./glob";
import { type Piece, readVariables } from "./variables";

/** How a policy text is to be read. */
export interface Reading {
  readonly context: Context;
  /** Whether `${...}` is a variable: only since version 2012-10-17. */
  readonly variables: boolean;
}

/** A policy text with its variables filled in. */
export type Expansion =
  | { readonly kind: "pattern"; readonly pattern: Pattern }
  /** A variable the request has no value for: the text equals nothing. */
  | { readonly kind: "missing"; readonly key: string }
  | { readonly kind: "unknown"; readonly what: string; readonly name: string };

/** Fills in the variables of a text; `*` and `?` are wildcards only when `wildcards` says so. */
export function expand(text: string, reading: Reading, wildcards: boolean): Expansion {
  const read = wildcards ? globOf : literalOf;
  if (!reading.variables || !text.includes("${")) return { kind: "pattern", pattern: read(text) };
  const pattern: Pattern[number][] = [];
  for (const piece of readVariables(text)) {
    const part = expandPiece(piece, reading.context, read, wildcards);
    if (part.kind !== "pattern") return part;
    pattern.push(...part.pattern);
  }
  return { kind: "pattern", pattern };
}

function expandPiece(
  piece: Piece,
  context: Context,
  read: (text: string) => Pattern,
  wildcards: boolean,
): Expansion {
  switch (piece.kind) {
    case "text":
      return { kind: "pattern", pattern: read(piece.text) };
    case "character":
      return { kind: "pattern", pattern: literalOf(piece.character) };
    case "malformed":
      return { kind: "unknown", what: "policy variable", name: piece.text };
    case "variable": {
      const value = context.get(piece.key) ?? piece.fallback;
      if (value === undefined) return { kind: "missing", key: piece.key };
      if (typeof value !== "string") {
        return { kind: "unknown", what: "multivalued key as a policy variable", name: piece.key };
      }
      // Whether such a value would act as a wildcard is nowhere documented.
      if (wildcards && /[*?]/.test(value)) {
        return { kind: "unknown", what: "wildcard in the value of a policy variable", name: piece.key };
      }
      return { kind: "pattern", pattern: literalOf(value) };
    }
  }
}
