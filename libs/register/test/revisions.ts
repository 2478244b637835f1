/** The revision there is, if any, one that is written in its place, and whether it is. */
export const REVISIONS: readonly (readonly [string, number | undefined, number, boolean])[] = [
  ["a new one", undefined, 1, true],
  ["the next revision", 1, 2, true],
  ["one that another wrote first", 1, 1, false],
  ["a revision that was skipped", 1, 3, false],
  ["a later revision of one that is not there", undefined, 2, false],
];
