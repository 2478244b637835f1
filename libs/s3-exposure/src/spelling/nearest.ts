/** Fewest edits (insert, delete, replace, swap neighbours) that turn `from` into `to`. */
function distance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 0; row < from.length; row++) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = (last[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      const isSwap = row > 0 && column > 0 && from[row] === to[column - 1] && from[row - 1] === to[column];
      const swapped = isSwap ? (beforeLast[column - 1] ?? 0) + 1 : Infinity;
      current.push(Math.min(replaced, swapped, (current[column] ?? 0) + 1, (last[column + 1] ?? 0) + 1));
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}

/**
 * The candidate that somebody who typed `word` most likely meant, or `undefined` when none is near: one edit away, or one for
 * every three letters.
 *
 * @param most - edits beyond which nothing is near, however long it is
 * @example
 * nearest("acount", ["account", "region"]); // "account"
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const limit = Math.min(most, Math.max(1, Math.floor(candidate.length / 3)));
    if (Math.abs(word.length - candidate.length) > limit) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate;
}

/** ` (did you mean "account"?)`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : ` (did you mean "${found}"?)`;
}
