import {
  hasVariable,
  hasWildcard,
  joined,
  literal,
  type Pattern,
  type Piece,
  readVariables,
} from "@security-auto/iam-policy";

import type { Context } from "./context";

/** How a policy text is to be read. */
export interface Reading {
  readonly context: Context;
  /** Whether `${...}` is a variable: only since version 2012-10-17. */
  readonly variables: boolean;
}

/** What a policy text cannot be filled in with. */
export type NotExpanded =
  /** A variable the request has no value for: the text equals nothing. */
  | { readonly kind: "missing"; readonly key: string }
  | { readonly kind: "unknown"; readonly what: string; readonly name: string };

/** Fills in the variables of a text in which `*` and `?` are wildcards. */
export function expandPattern(
  text: string,
  reading: Reading,
): { readonly kind: "expanded"; readonly value: Pattern } | NotExpanded {
  const parts = expand(text, reading, true);
  return "kind" in parts ? parts : { kind: "expanded", value: joined(parts.map(patternOf)) };
}

/** Fills in the variables of a text in which every other character is itself. */
export function expandText(
  text: string,
  reading: Reading,
): { readonly kind: "expanded"; readonly value: string } | NotExpanded {
  const parts = expand(text, reading, false);
  return "kind" in parts ? parts : { kind: "expanded", value: parts.map((part) => part.text).join("") };
}

/** A piece of an expanded text; `given` by a variable or as a character, so that nothing in it is a wildcard. */
interface Part {
  readonly text: string;
  readonly given: boolean;
}

function patternOf({ text, given }: Part): Pattern {
  return given ? literal(text) : text;
}

function expand(text: string, reading: Reading, wildcards: boolean): readonly Part[] | NotExpanded {
  if (!reading.variables || !hasVariable(text)) return [{ text, given: false }];
  const parts: Part[] = [];
  for (const piece of readVariables(text)) {
    const part = expandPiece(piece, reading.context, wildcards);
    if ("kind" in part) return part;
    parts.push(part);
  }
  return parts;
}

function expandPiece(piece: Piece, context: Context, wildcards: boolean): Part | NotExpanded {
  switch (piece.kind) {
    case "text":
      return { text: piece.written, given: false };
    case "character":
      return { text: piece.character, given: true };
    case "malformed":
      return { kind: "unknown", what: "policy variable", name: piece.written };
    case "variable": {
      const value = context.get(piece.key) ?? piece.fallback;
      if (value === undefined) return { kind: "missing", key: piece.key };
      if (typeof value !== "string") {
        return { kind: "unknown", what: "multivalued key as a policy variable", name: piece.key };
      }
      // Whether such a value would act as a wildcard is nowhere documented.
      if (wildcards && hasWildcard(value)) {
        return { kind: "unknown", what: "wildcard in the value of a policy variable", name: piece.key };
      }
      return { text: value, given: true };
    }
  }
}
