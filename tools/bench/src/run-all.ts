import { join } from "node:path";
import { type BundleBytes, bundleBytes } from "./function/bundle-bytes";
import { buildRivals, bundleContents, type Bundles, OUR_HANDLER, PLAIN_READS } from "./function/bundles";
import { type ColdFigures, type Contenders, measureCold, nodePrograms, pythonProgram } from "./function/cold";
import { lambdaNode, installedNode, type NodeBinary, python } from "./function/nodes";
import { type JudgedFigures, measureJudged, warmLogOnlyUs } from "./function/warm";
import { pageBytes } from "./page/page";
import { measurePage, type PageSpeed } from "./page/page-speed";
import { cpuMs, type Machine, thisMachine } from "./core/machine";
import { measure, type SubjectResult } from "./core/measure";
import { judgeSubject } from "./subjects/judge";
import { matchSubject } from "./subjects/match";
import { planSubject } from "./subjects/plan";

/** What every run and every machine measures alike. */
export interface ExactReport {
  readonly bytes: BundleBytes;
  /** Judging a public bucket: then the account's own block is read too. */
  readonly judgedOpen: JudgedFigures;
  /** Of the page without data. */
  readonly pageBytes: number;
}

/** Everything that was measured. */
export interface Report extends ExactReport {
  readonly machine: Machine;
  readonly functions: readonly FunctionFigures[];
  readonly subjects: readonly SubjectResult[];
  /** Absent where there is no Chromium. */
  readonly page?: PageSpeed;
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

const COLD_ROUNDS = 15;
const EVENTS = 60;
const SUBJECT_ROUNDS = 21;

/** The public bucket whose judging takes the most calls. */
const OPEN = { bucket: "open", events: EVENTS, latencyMs: 0 };

/** Measures what does not depend on the machine: the size of the bundle and of the page, and the calls the bundle makes under Lambda's Node. */
export async function runExact(): Promise<ExactReport> {
  return {
    bytes: bundleBytes(await bundleContents()),
    judgedOpen: await measureJudged(lambdaNode().path, OUR_HANDLER, OPEN),
    pageBytes: pageBytes(),
  };
}

/** Measures everything, under Lambda's Node first and then under the installed one. */
export async function runAll(folder: string): Promise<Report> {
  const bundles = await buildRivals(join(folder, "rivals"));
  const nodes = [...new Map([lambdaNode(), installedNode].map((node) => [node.path, node])).values()];
  const exact = await runExact();
  const functions: FunctionFigures[] = [];
  for (const node of nodes) functions.push(await measureFunction(node, bundles));
  const plan = { rounds: SUBJECT_ROUNDS, turnMs: 100, now: cpuMs };
  const subjects = [matchSubject(), judgeSubject(), planSubject()].map((subject) => measure(subject, plan));
  const page = await measurePage();
  return { machine: thisMachine(), ...exact, functions, subjects, ...(page !== undefined && { page }) };
}

async function measureFunction({ name, path }: NodeBinary, bundles: Bundles): Promise<FunctionFigures> {
  const interpreter = python();
  const programs = {
    ...nodePrograms(path, bundles),
    ...(interpreter !== undefined && { python: pythonProgram(interpreter) }),
  };
  const cold = await measureCold(programs, COLD_ROUNDS);
  const logOnlyUs: Record<string, number> = {};
  for (const [contender, handler] of Object.entries(bundles))
    logOnlyUs[contender] = await warmLogOnlyUs(path, String(handler));
  const judged: Record<number, JudgedFigures> = {};
  const plainReads: Record<number, JudgedFigures> = {};
  for (const latencyMs of [0, 20]) {
    const asked = { bucket: "ledger", events: EVENTS, latencyMs };
    plainReads[latencyMs] = await measureJudged(path, PLAIN_READS, asked);
    judged[latencyMs] = await measureJudged(path, bundles.ours, asked);
  }
  const { residentMb: bareResidentMb } = await measureJudged(path, bundles.bare, OPEN);
  return {
    node: name,
    cold,
    logOnlyUs,
    judged,
    plainReads,
    judgedOpen: await measureJudged(path, bundles.ours, OPEN),
    bareResidentMb,
  };
}
