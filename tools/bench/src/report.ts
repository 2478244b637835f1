import type { CheckedBudget } from "./check-budgets";
import type { BundleBytes } from "./function/bundle-bytes";
import type { Machine } from "./core/machine";
import type { SubjectResult } from "./core/measure";
import type { PageSpeed } from "./page/page-speed";
import type { FunctionFigures, Report } from "./run-all";

/** The results as text for a person. */
export function report({ machine, bytes, functions, subjects, page, pageBytes }: Report): string {
  return [
    reportMachine(machine),
    ...functions.map(reportFunction),
    ...subjects.map(reportSubject),
    reportBytes(bytes),
    reportPage(page, pageBytes),
  ].join("\n\n");
}

function reportMachine({ node, v8, platform, cpu, cores }: Machine): string {
  return `Node ${node} (V8 ${v8}), ${platform}, ${cpu}, ${cores} cores`;
}

function reportFunction({
  node,
  cold,
  logOnlyUs,
  judged,
  plainReads,
  judgedOpen,
  bareResidentMb,
}: FunctionFigures): string {
  const floor = cold["bare"];
  const rows = Object.entries(cold).map(([name, figures]) => [
    name,
    ...(["firstLogMs", "firstLogCpuMs", "answerMs", "answerCpuMs"] as const).flatMap((key) => [
      figures[key].toFixed(1),
      (figures[key] / (floor?.[key] ?? Number.NaN)).toFixed(2),
    ]),
    logOnlyUs[name]?.toFixed(1) ?? "",
  ]);
  const head = [
    "ms, and times bare",
    "first log",
    "",
    "its CPU",
    "",
    "answer",
    "",
    "its CPU",
    "",
    "warm log-only, us",
  ];
  const instances = [
    ...Object.entries(plainReads).map(([ms, figures]) => [`seven plain reads, ${ms} ms`, figures] as const),
    ...Object.entries(judged).map(([ms, figures]) => [`AWS answers in ${ms} ms`, figures] as const),
    ["public bucket, 0 ms", judgedOpen] as const,
  ];
  const judging = instances.map(([name, figures]) => [
    name,
    figures.eventMs.toFixed(1),
    figures.callsAnEvent.toFixed(1),
    String(figures.assumed),
    figures.residentMb.toFixed(1),
    (figures.residentMb / bareResidentMb).toFixed(2),
  ]);
  return [
    `${node}: a whole process from its start to the answer`,
    ...table([head, ...rows]),
    "",
    `${node}: one instance, judging`,
    ...table([["", "ms an event", "calls", "AssumeRole", "resident MB", "times bare"], ...judging]),
  ].join("\n");
}

function reportSubject(result: SubjectResult): string {
  const rows = result.contenders.map(({ name, perSecond, firstIsFasterBy }) => [
    name,
    thousands(perSecond),
    firstIsFasterBy.toFixed(2),
  ]);
  const head = ["", `${result.operations}/s`, "first is faster by"];
  return [
    `${result.name}, medians of ${result.rounds} rounds, per second of processor time`,
    ...table([head, ...rows]),
  ].join("\n");
}

function reportBytes({ all, beforeFirstLog, byPackage }: BundleBytes): string {
  const rows = Object.entries(byPackage).map(([name, bytes]) => [name, thousands(bytes)]);
  return [
    `bundle: ${thousands(all)} bytes, ${thousands(beforeFirstLog)} of them before the first log line`,
    ...table(rows),
  ].join("\n");
}

function reportPage(page: PageSpeed | undefined, bytes: number): string {
  const size = `page: ${thousands(bytes)} bytes without data`;
  if (page === undefined) return `${size}; not measured further: there is no Chromium`;
  return [
    `${size}; medians in Chromium, ms on the wall`,
    ...table([
      ["", "ms"],
      ["first view of the playground", page.playgroundMs.toFixed(0)],
      ["first view of 10,000 buckets", page.firstViewMs.toFixed(0)],
      ["a frame that stands still", page.idleFrameMs.toFixed(1)],
      ["a frame of 100,000 buckets that scroll", page.frameMs.toFixed(1)],
    ]),
  ].join("\n");
}

export function reportBudgets(budgets: readonly CheckedBudget[]): string {
  const rows = budgets.map(({ name, most, measured, isKept }) => [
    name,
    measured === undefined ? "-" : plain(measured),
    plain(most),
    isKept ? "kept" : "MISSED",
  ]);
  return table([["budget", "measured", "at most", ""], ...rows]).join("\n");
}

/** First column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

function plain(value: number): string {
  return value < 1000 ? String(Number(value.toFixed(2))) : thousands(value);
}
