import { ANY, fits, type Pattern } from "./glob";

/** Partition, service, region, account and resource, after the word `arn`. */
const PARTS = 6;

/** Whether each of the six parts fits its own part of the pattern; `undefined` if the pattern is no ARN. */
export function fitsByPart(pattern: Pattern, value: string): boolean | undefined {
  const wanted = parts(pattern);
  if (wanted.length < PARTS) return undefined;
  const found = parts(Array.from(value));
  return found.length === PARTS && wanted.every((part, index) => fits(part, found[index] ?? []));
}

/** `arn:aws:logs:*`: a wildcard that ends the pattern may stand for all parts that follow. */
export function fitsOpenEnded(pattern: Pattern, value: string): boolean {
  if (pattern.at(-1) !== ANY) return false;
  const wanted = parts(pattern);
  const found = parts(Array.from(value), wanted.length);
  return found.length === wanted.length && wanted.every((part, index) => fits(part, found[index] ?? []));
}

/** Parts between colons; the last takes the rest, colons included. */
function parts<T extends Pattern[number]>(units: readonly T[], count = PARTS): readonly (readonly T[])[] {
  const found: (readonly T[])[] = [];
  let from = 0;
  for (let at = 0; at < units.length && found.length < count - 1; at += 1) {
    if (units[at] !== ":") continue;
    found.push(units.slice(from, at));
    from = at + 1;
  }
  found.push(units.slice(from));
  return found;
}
