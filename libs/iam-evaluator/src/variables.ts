/** A part of a policy text: plain, one of `${*}` `${?}` `${$}`, or a policy variable. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "variable"; readonly key: string; readonly fallback?: string }
  | { readonly kind: "malformed"; readonly text: string };

const CHARACTER = /^\$\{([*?$])\}/;
const VARIABLE = /^\$\{([A-Za-z0-9-]+:[^{}$,']*[^{}$,'\s])\}/;
const VARIABLE_WITH_DEFAULT = /^\$\{([A-Za-z0-9-]+:[^{}$,']*[^{}$,'\s])\s*,\s*'([^']*)'\s*\}/;

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
    if (start > 0) pieces.push({ kind: "text", text: rest.slice(0, start) });
    rest = rest.slice(start);
    const { piece, length } = readOne(rest);
    pieces.push(piece);
    rest = rest.slice(length);
  }
  if (rest !== "") pieces.push({ kind: "text", text: rest });
  return pieces;
}

function readOne(text: string): { readonly piece: Piece; readonly length: number } {
  const [special, character] = CHARACTER.exec(text) ?? [];
  if (special !== undefined && character !== undefined) {
    return { piece: { kind: "character", character }, length: special.length };
  }
  const [variable, key, fallback] = VARIABLE.exec(text) ?? VARIABLE_WITH_DEFAULT.exec(text) ?? [];
  if (variable !== undefined && key !== undefined) {
    const piece: Piece = { kind: "variable", key, ...(fallback === undefined ? {} : { fallback }) };
    return { piece, length: variable.length };
  }
  return { piece: { kind: "malformed", text }, length: text.length };
}
