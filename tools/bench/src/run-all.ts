import { join } from "node:path";
import { type BundleBytes, bundleBytes } from "./function/bundle-bytes";
import { buildRivals, bundleContents, type Bundles, PLAIN_READS } from "./function/bundles";
import { type ColdFigures, type Contenders, measureCold, nodePrograms, pythonProgram } from "./function/cold";
import { lambdaNode, installedNode, type NodeBinary, python } from "./function/nodes";
import { type JudgedFigures, measureJudged, warmLogOnlyUs } from "./function/warm";
import { cpuMs, type Machine, thisMachine } from "./machine";
import { measure, type SubjectResult } from "./measure";
import { judgeSubject } from "./subjects/judge";
import { matchSubject } from "./subjects/match";

/** Everything that was measured. */
export interface Report {
  readonly machine: Machine;
  readonly bytes: BundleBytes;
  readonly functions: readonly FunctionFigures[];
  readonly subjects: readonly SubjectResult[];
}

/** The function and its rivals under one Node. */
export interface FunctionFigures {
  readonly node: string;
  readonly cold: Contenders<ColdFigures>;
  /** Processor time of an event that is only logged, µs. */
  readonly logOnlyUs: Contenders<number>;
  /** Judging a bucket that is not public, by how long AWS takes to answer, in ms. */
  readonly judged: Readonly<Record<number, JudgedFigures>>;
  /** The same reads without an SDK, likewise. */
  readonly plainReads: Readonly<Record<number, JudgedFigures>>;
  /** Judging a public bucket: then the account's own block is read too. */
  readonly judgedOpen: JudgedFigures;
  /** Resident memory of the bare handler after as many events, MB. */
  readonly bareResidentMb: number;
}

export interface Effort {
  readonly nodes: readonly NodeBinary[];
  readonly coldRounds: number;
  readonly events: number;
  readonly subjectRounds: number;
  readonly withAllRivals: boolean;
}

export const thorough = (): Effort => ({
  nodes: [...new Map([lambdaNode(), installedNode].map((node) => [node.path, node])).values()],
  coldRounds: 15,
  events: 60,
  subjectRounds: 21,
  withAllRivals: true,
});

/** Enough for the budgets: less than a minute. */
export const brief = (): Effort => ({
  nodes: [lambdaNode()],
  coldRounds: 9,
  events: 40,
  subjectRounds: 9,
  withAllRivals: false,
});

export async function runAll(effort: Effort, folder: string): Promise<Report> {
  const bundles = await buildRivals(join(folder, "rivals"));
  const bytes = bundleBytes(await bundleContents());
  const functions: FunctionFigures[] = [];
  for (const node of effort.nodes) functions.push(await measureFunction(node, bundles, effort));
  const plan = { rounds: effort.subjectRounds, turnMs: 100, now: cpuMs };
  const subjects = [matchSubject(), judgeSubject()].map((subject) => measure(subject, plan));
  return { machine: thisMachine(), bytes, functions, subjects };
}

async function measureFunction(
  { name, path }: NodeBinary,
  bundles: Bundles,
  { coldRounds, events, withAllRivals }: Effort,
): Promise<FunctionFigures> {
  const { common, ...few } = nodePrograms(path, bundles);
  const interpreter = withAllRivals ? python() : undefined;
  const programs = {
    ...few,
    ...(withAllRivals && common !== undefined && { common }),
    ...(interpreter !== undefined && { python: pythonProgram(interpreter) }),
  };
  const cold = await measureCold(programs, coldRounds);
  const logOnlyUs: Record<string, number> = {};
  for (const [contender, handler] of Object.entries(bundles))
    if (withAllRivals || contender === "bare" || contender === "ours")
      logOnlyUs[contender] = await warmLogOnlyUs(path, String(handler));
  const judged: Record<number, JudgedFigures> = {};
  const plainReads: Record<number, JudgedFigures> = {};
  for (const latencyMs of [0, 20]) {
    const asked = { bucket: "ledger", events, latencyMs };
    plainReads[latencyMs] = await measureJudged(path, PLAIN_READS, asked);
    judged[latencyMs] = await measureJudged(path, bundles.ours, asked);
  }
  const open = { bucket: "open", events, latencyMs: 0 };
  const { residentMb: bareResidentMb } = await measureJudged(path, bundles.bare, open);
  return {
    node: name,
    cold,
    logOnlyUs,
    judged,
    plainReads,
    judgedOpen: await measureJudged(path, bundles.ours, open),
    bareResidentMb,
  };
}
