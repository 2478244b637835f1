import { resolve } from "node:path";
import { median } from "../core/measure";
import type { Bundles } from "./bundles";
import { policyChange } from "./events";
import { type FunctionProgram, runFunction } from "./run-function";

/** Medians of a whole process up to its first answer, in ms. */
export interface ColdFigures {
  readonly firstLogMs: number;
  readonly answerMs: number;
  /** Processor time, which does not count other work on the machine. */
  readonly firstLogCpuMs: number;
  readonly answerCpuMs: number;
}

export type Contenders<T> = Readonly<Record<string, T>>;

const RIVALS = "tools/bench/rivals";

/** A function in Node, run by the bench's own client of the Runtime API. */
export function nodeProgram(node: string, handler: string): FunctionProgram {
  return { command: node, args: [resolve(RIVALS, "process.mjs"), handler] };
}

export function pythonProgram(python: string): FunctionProgram {
  return { command: python, args: [resolve(RIVALS, "process.py"), resolve(RIVALS, "original.py")] };
}

/** All programs take one turn a round, in the opposite order in every second one; the first round only warms up the disk. */
export async function measureCold(
  programs: Contenders<FunctionProgram>,
  rounds: number,
): Promise<Contenders<ColdFigures>> {
  const runs = new Map<string, ColdFigures[]>(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const order = Object.entries(programs);
    for (const [name, program] of round % 2 === 0 ? order : order.reverse()) {
      const { firstLogMs, answerMs, costs } = await runFunction(program, {
        events: [policyChange("ledger", round)],
      });
      const [cost] = costs;
      if (round === 0 || cost === undefined) continue;
      const { firstLogCpuMs, answerCpuMs } = cost;
      runs.get(name)?.push({ firstLogMs, answerMs, firstLogCpuMs, answerCpuMs });
    }
  }
  return Object.fromEntries([...runs].map(([name, all]) => [name, medians(all)]));
}

function medians(runs: readonly ColdFigures[]): ColdFigures {
  const of = (pick: (run: ColdFigures) => number): number => median(runs.map(pick));
  return {
    firstLogMs: of((run) => run.firstLogMs),
    answerMs: of((run) => run.answerMs),
    firstLogCpuMs: of((run) => run.firstLogCpuMs),
    answerCpuMs: of((run) => run.answerCpuMs),
  };
}

export function nodePrograms(node: string, bundles: Bundles): Contenders<FunctionProgram> {
  return Object.fromEntries(
    Object.entries(bundles).map(([name, path]) => [name, nodeProgram(node, String(path))]),
  );
}
