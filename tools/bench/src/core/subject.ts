/** One thing that is measured: several ways to do the same work, the first one ours. */
export interface Subject {
  readonly name: string;
  /** What one operation is, in the plural: `matches`. */
  readonly operations: string;
  readonly contenders: readonly [Contender, ...Contender[]];
}

/** One way to do a subject's work. */
export interface Contender {
  readonly name: string;
  /** Does the work once over and returns how many operations that was. */
  readonly run: () => number;
}
