/** A part of a policy text: plain, one of `${*}` `${?}` `${$}`, or a policy variable. */
export type Piece = { /** As it stands in the text. */ readonly written: string } & (
  | { readonly kind: "text" }
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "variable"; readonly key: string; readonly fallback?: string }
  | { readonly kind: "malformed" }
);

/** The version that knows policy variables; in others, and without any, `${` is text. */
export const VERSION_WITH_VARIABLES = "2012-10-17";

const CHARACTER = /^\$\{([*?$])\}/;
const VARIABLE = /^\$\{([A-Za-z0-9-]+:[^{}$,']*[^{}$,'\s])\}/;
const VARIABLE_WITH_DEFAULT = /^\$\{([A-Za-z0-9-]+:[^{}$,']*[^{}$,'\s])\s*,\s*'([^']*)'\s*\}/;

/** Whether a text holds a policy variable, such as `${aws:username}`, or a character written as one. */
export function hasVariable(text: string): boolean {
  return text.includes("${");
}

/**
 * Takes a policy text apart at its variables.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readVariables(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (;;) {
    const start = rest.indexOf("${");
    if (start < 0) break;
    if (start > 0) pieces.push({ kind: "text", written: rest.slice(0, start) });
    rest = rest.slice(start);
    const piece = readOne(rest);
    pieces.push(piece);
    rest = rest.slice(piece.written.length);
  }
  if (rest !== "") pieces.push({ kind: "text", written: rest });
  return pieces;
}

function readOne(text: string): Piece {
  const [special, character] = CHARACTER.exec(text) ?? [];
  if (special !== undefined && character !== undefined) {
    return { kind: "character", written: special, character };
  }
  const [variable, key, fallback] = VARIABLE.exec(text) ?? VARIABLE_WITH_DEFAULT.exec(text) ?? [];
  if (variable !== undefined && key !== undefined) {
    return { kind: "variable", written: variable, key, ...(fallback === undefined ? {} : { fallback }) };
  }
  return { kind: "malformed", written: text };
}

/** A pattern that takes in whatever the variables of a text may stand for. */
export function anyForVariables(text: string): string {
  if (!hasVariable(text)) return text;
  return readVariables(text)
    .map((piece) => {
      if (piece.kind === "text") return piece.written;
      // A character that is a wildcard elsewhere is one character here.
      return piece.kind === "character" ? (piece.character === "$" ? "$" : "?") : "*";
    })
    .join("");
}
