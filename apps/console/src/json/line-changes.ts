export interface Line {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** What changed between two texts, line by line, by their longest common lines. Texts of a policy: some hundred lines. */
export function lineChanges(before: string, after: string): readonly Line[] {
  const [one, other] = [before.split("\n"), after.split("\n")];
  const common = commonLengths(one, other);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const [removed, added] = [one[i], other[j]];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: "same", text: removed });
      i++;
      j++;
    } else if (
      added === undefined ||
      (removed !== undefined && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))
    ) {
      lines.push({ kind: "removed", text: removed ?? "" });
      i++;
    } else {
      lines.push({ kind: "added", text: added });
      j++;
    }
  }
  return lines;
}

const lengthAt = (lengths: readonly (readonly number[])[], i: number, j: number): number =>
  lengths[i]?.[j] ?? 0;

/** How many lines the rests from each pair of places have in common. */
function commonLengths(one: readonly string[], other: readonly string[]): readonly (readonly number[])[] {
  const lengths: number[][] = Array.from({ length: one.length + 1 }, () =>
    Array<number>(other.length + 1).fill(0),
  );
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] =
        one[i] === other[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  return lengths;
}
