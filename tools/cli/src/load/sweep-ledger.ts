import type { Sweep, Verdict } from "@security-auto/assessment";
import type { InvocationTrace } from "@security-auto/local-cloud";
import type { SweepAccount, SweepItem } from "@security-auto/register";
import { type CallsOfChange, callProblems } from "./bucket-calls";
import { difference } from "./difference";
import { grouped } from "./grouped";
import { sessionProblems } from "./sessions";
import { type BucketKind, VERDICTS, WITHOUT_ROLE, type WorldBucket } from "./swept-world";

/** What became of a sweep, in each place that says so. */
export interface SweepOutcome {
  /** The details of "S3 Sweep Finished". */
  readonly events: readonly Sweep[];
  readonly item: SweepItem | undefined;
  readonly accounts: readonly SweepAccount[];
  /** Of each bucket in the register that a sweep judged last: how, and which sweep. */
  readonly states: readonly SweptState[];
  /** All that ran because of it. */
  readonly invocations: readonly InvocationTrace[];
  /** What was lost, in words. */
  readonly lost: readonly string[];
}

export interface SweptState {
  readonly bucket: string;
  readonly verdict: Verdict;
  readonly sweep: string;
}

type Counts = Pick<Sweep, "listed" | "assessed" | "failed" | "byVerdict">;

/** What of a sweep of these buckets is not as promised. Empty when all is. */
export function sweepProblems(
  buckets: readonly WorldBucket[],
  { events, item, accounts, states, invocations, lost }: SweepOutcome,
  calls: CallsOfChange,
): readonly string[] {
  const must = countsOf(buckets);
  const [event] = events;
  const sums: readonly (readonly [what: string, is: unknown, must: unknown])[] = [
    ["events that the sweep has ended", events.length, 1],
    ["what the event counts", event && countsIn(event), must],
    ["what the register counts", item && countsIn(item), must],
    ["accounts not covered", event?.notCovered.map(({ account }) => account), [WITHOUT_ROLE]],
    ["missing buckets", event?.missing.map(({ bucket }) => bucket), namesOf(buckets, "failing")],
    ["buckets with a state", states.length, must.assessed],
    ["lost", lost, []],
  ];
  return [
    ...sums.flatMap(([what, is, expected]) => difference(what, is, expected)),
    ...accountProblems(buckets, accounts),
    ...stateProblems(buckets, states, event?.sweep),
    ...sessionProblems(invocations),
    ...callProblems(buckets, invocations, calls),
  ];
}

/** Of the buckets of some accounts, what a sweep has to come to. */
function countsOf(buckets: readonly WorldBucket[]): Counts {
  const judged = (verdict: Verdict) => buckets.filter(({ kind }) => VERDICTS[kind] === verdict).length;
  const byVerdict = { holds: judged("holds"), violates: judged("violates"), unknown: judged("unknown") };
  const assessed = byVerdict.holds + byVerdict.violates + byVerdict.unknown;
  return { listed: buckets.length, assessed, failed: buckets.length - assessed, byVerdict };
}

function countsIn({ listed, assessed, failed, byVerdict }: Counts): Counts {
  return { listed, assessed, failed, byVerdict };
}

function accountProblems(
  buckets: readonly WorldBucket[],
  accounts: readonly SweepAccount[],
): readonly string[] {
  const byAccount = grouped(buckets, ({ account }) => account);
  const known = new Map(accounts.map((one) => [one.account, one]));
  return [...byAccount].flatMap(([account, own]) => {
    const { listed, assessed, byVerdict } = countsOf(own);
    const is = known.get(account);
    return difference(
      `account ${account}`,
      is && { listed: is.listed, assessed: is.assessed, byVerdict: is.byVerdict },
      { listed, assessed, byVerdict },
    );
  });
}

function stateProblems(
  buckets: readonly WorldBucket[],
  states: SweepOutcome["states"],
  sweep: string | undefined,
): readonly string[] {
  const known = new Map(states.map((one) => [one.bucket, one]));
  return buckets.flatMap(({ name, kind }) => {
    const state = known.get(name);
    return [
      ...difference(`verdict on ${name}`, state?.verdict, VERDICTS[kind]),
      ...(state === undefined ? [] : difference(`sweep that judged ${name}`, state.sweep, sweep)),
    ];
  });
}

const namesOf = (buckets: readonly WorldBucket[], kind: BucketKind): readonly string[] =>
  buckets.filter((one) => one.kind === kind).map(({ name }) => name);
