import type { Machine } from "./machine";
import type { SubjectResult } from "./measure";

/** The results as text for a person. */
export function report(machine: Machine, results: readonly SubjectResult[]): string {
  const { node, v8, platform, cpu, cores } = machine;
  const where = `Node ${node} (V8 ${v8}), ${platform}, ${cpu}, ${cores} cores`;
  return [where, ...results.map(reportSubject)].join("\n\n");
}

function reportSubject(result: SubjectResult): string {
  const rows = result.contenders.map(({ name, perSecond, firstIsFasterBy }) => [
    name,
    thousands(perSecond),
    firstIsFasterBy.toFixed(2),
  ]);
  const head = ["", `${result.operations}/s`, "ratio to the first"];
  return [
    `${result.name}, medians of ${result.rounds} rounds, per second of processor time`,
    ...table([head, ...rows]),
    ...budgetLine(result),
  ].join("\n");
}

function budgetLine({ budget, contenders, operations }: SubjectResult): readonly string[] {
  if (budget === undefined) return [];
  const reached = (contenders[0]?.perSecond ?? 0) >= budget;
  return [`budget ${thousands(budget)} ${operations}/s: ${reached ? "reached" : "NOT reached"}`];
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
