import { awsPrincipal, otherPrincipal, type Principal, type Principals, principalsOf } from "./principal";

/** Reads `Principal` or `NotPrincipal`; `undefined` when it is not exactly one of them, names nobody, or is no list of names. */
export function readPrincipals(principal: unknown, notPrincipal: unknown): Principals | undefined {
  if ((principal === undefined) === (notPrincipal === undefined)) return undefined;
  const except = notPrincipal !== undefined;
  const names = readNames(except ? notPrincipal : principal);
  return names === undefined || names.length === 0 ? undefined : principalsOf(names, except);
}

function readNames(element: unknown): readonly Principal[] | undefined {
  if (typeof element === "string") return [awsPrincipal(element)];
  if (typeof element !== "object" || element === null || Array.isArray(element)) return undefined;
  const names: Principal[] = [];
  for (const [type, given] of Object.entries(element)) {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    for (const value of values) {
      if (typeof value !== "string" && typeof value !== "number") return undefined;
      names.push(readName(type.toLowerCase(), String(value)));
    }
  }
  return names;
}

function readName(type: string, text: string): Principal {
  // `{"*": "*"}` says what `"*"` says.
  return type === "aws" || type === "*" ? awsPrincipal(text) : otherPrincipal(type, text);
}
