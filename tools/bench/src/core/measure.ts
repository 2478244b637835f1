import type { Contender, Subject } from "./subject";

/** How a subject is measured. */
export interface Plan {
  readonly rounds: number;
  /** How long one contender works in one round. */
  readonly turnMs: number;
  /** A clock in milliseconds that runs while a contender works. */
  readonly now: () => number;
}

export interface ContenderResult {
  readonly name: string;
  /** Median over the rounds. */
  readonly perSecond: number;
  /** Median over the rounds of the first contender's speed over this one's, in the same round. */
  readonly firstIsFasterBy: number;
}

export interface SubjectResult {
  readonly name: string;
  readonly operations: string;
  readonly rounds: number;
  readonly contenders: readonly ContenderResult[];
}

/**
 * Lets the contenders take turns in every round, in the opposite order in every second one, so that a
 * machine that slows down for a while slows them all. One round before the first warms them up.
 */
export function measure(subject: Subject, plan: Plan): SubjectResult {
  const speeds = new Map(subject.contenders.map((contender) => [contender, [] as number[]]));
  for (let round = 0; round <= plan.rounds; round += 1) {
    const order = round % 2 === 0 ? subject.contenders : subject.contenders.toReversed();
    for (const contender of order) {
      const speed = turn(contender, plan);
      if (round > 0) speeds.get(contender)?.push(speed);
    }
  }
  const first = speeds.get(subject.contenders[0]) ?? [];
  return {
    name: subject.name,
    operations: subject.operations,
    rounds: plan.rounds,
    contenders: [...speeds].map(([{ name }, own]) => ({
      name,
      perSecond: median(own),
      firstIsFasterBy: median(own.map((speed, round) => (first[round] ?? 0) / speed)),
    })),
  };
}

/** Operations per second in one turn. */
function turn(contender: Contender, { turnMs, now }: Plan): number {
  const start = now();
  let operations = 0;
  let elapsed = 0;
  while (elapsed < turnMs) {
    operations += contender.run();
    elapsed = now() - start;
  }
  return (operations / elapsed) * 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? 0;
  const high = sorted[Math.floor(middle)] ?? 0;
  return (low + high) / 2;
}

/** The value that a share of the items does not exceed: 0.95 for the 95th percentile. */
export function quantile<T>(items: readonly T[], share: number, value: (item: T) => number): number {
  const sorted = items.map(value).sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
