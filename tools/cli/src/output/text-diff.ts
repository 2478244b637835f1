/** A line of two texts: in both, in the one before alone, or in the one after alone. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** The lines of two texts, each once where both have it: the shortest edit from one to the other. */
export function textDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const common = longestCommon(before, after);
  const lines: DiffLine[] = [];
  let [one, other] = [0, 0];
  for (const [atOne, atOther] of [...common, [before.length, after.length] as const]) {
    for (const line of before.slice(one, atOne)) lines.push({ sign: "-", line });
    for (const line of after.slice(other, atOther)) lines.push({ sign: "+", line });
    const line = before[atOne];
    if (line !== undefined) lines.push({ sign: " ", line });
    [one, other] = [atOne + 1, atOther + 1];
  }
  return lines;
}

/** Where the lines of a longest common subsequence stand in both. */
function longestCommon(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  // Of lengths[i][j]: how many lines those from i and from j on have in common.
  const lengths = before.map(() => new Uint16Array(after.length + 1));
  const lengthAt = (one: number, other: number) => lengths[one]?.[other] ?? 0;
  for (let one = before.length - 1; one >= 0; one--)
    for (let other = after.length - 1; other >= 0; other--) {
      const row = lengths[one];
      if (row === undefined) continue;
      row[other] =
        before[one] === after[other]
          ? lengthAt(one + 1, other + 1) + 1
          : Math.max(lengthAt(one + 1, other), lengthAt(one, other + 1));
    }
  const common: (readonly [number, number])[] = [];
  let [one, other] = [0, 0];
  while (one < before.length && other < after.length) {
    if (before[one] === after[other]) common.push([one++, other++]);
    else if (lengthAt(one + 1, other) >= lengthAt(one, other + 1)) one++;
    else other++;
  }
  return common;
}
