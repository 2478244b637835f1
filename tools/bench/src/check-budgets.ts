import type { ExactReport, Report } from "./run-all";

/** A budget and what was measured. Over it is missed; what was not measured is missed too. */
export interface CheckedBudget {
  readonly name: string;
  readonly most: number;
  readonly measured: number | undefined;
  readonly isKept: boolean;
}

/**
 * Budgets of figures that every run and every machine measures alike (`exact`), and of figures that depend on how fast the machine
 * is and what else it does (`timed`).
 */
export interface Budgets {
  readonly exact: Readonly<Record<string, number>>;
  readonly timed: Readonly<Record<string, number>>;
}

/** The figures of the exact budgets, as they name them. */
export function exactFigures({
  bytes,
  judgedOpen,
  pageBytes,
}: ExactReport): Readonly<Record<string, number>> {
  return {
    "bundle, bytes": bytes.all,
    "loaded before the first log line, bytes": bytes.beforeFirstLog,
    "judged event, calls of S3 and S3 Control": judgedOpen.callsAnEvent,
    "AssumeRole calls of one instance": judgedOpen.assumed,
    "page without data, bytes": pageBytes,
  };
}

/** The figures of the timed budgets, as they name them: of the first Node that was measured, which is Lambda's. */
export function timedFigures({ functions, subjects, page }: Report): Readonly<Record<string, number>> {
  const [lambda] = functions;
  const slower = (name: string): number => {
    const [, rival] = subjects.find((subject) => subject.name.startsWith(name))?.contenders ?? [];
    return rival === undefined ? Number.NaN : 1 / rival.firstIsFasterBy;
  };
  const figures: Record<string, number> = {
    "judging a bucket, times JSON.parse of its policy": slower("judge"),
    "matching, times a walk over the JSON": slower("match"),
    "first view of 10,000 buckets, ms": page?.firstViewMs ?? Number.NaN,
    "a frame of 100,000 buckets that scroll, times one that stands still": ratio(
      page?.frameMs,
      page?.idleFrameMs,
    ),
  };
  if (lambda === undefined) return figures;
  const { cold, logOnlyUs, judgedOpen, bareResidentMb } = lambda;
  const { bare, naive, ours } = cold;
  return {
    ...figures,
    "cold to the first log line, times the bare handler": ratio(ours?.firstLogCpuMs, bare?.firstLogCpuMs),
    "cold to the verdict, times the naive bundle": ratio(ours?.answerCpuMs, naive?.answerCpuMs),
    "warm log-only event, times the bare handler": ratio(logOnlyUs["ours"], logOnlyUs["bare"]),
    "resident memory after judged events, times the bare handler": judgedOpen.residentMb / bareResidentMb,
  };
}

export function checkBudgets(
  budgets: Readonly<Record<string, number>>,
  figures: Readonly<Record<string, number>>,
): readonly CheckedBudget[] {
  return Object.entries(budgets).map(([name, most]) => {
    const measured = figures[name];
    return { name, most, measured, isKept: measured !== undefined && measured <= most };
  });
}

function ratio(one: number | undefined, other: number | undefined): number {
  return one === undefined || other === undefined ? Number.NaN : one / other;
}
