import { type Functions, resolveFunctions } from "./function-settings";
import { type HeartbeatSettings, heartbeatSettings } from "./heartbeat-settings";
import { type Names, resolveNames } from "./names";
import { iamRegionOf } from "./regions";
import type { EnvironmentFile } from "./schema";
import { type SweepSettings, sweepSettings } from "./sweep-settings";

/** One environment, checked and complete: every default filled in, every name decided. */
export interface Environment extends Readonly<
  Omit<EnvironmentFile, "names" | "functions" | "sweep" | "heartbeat">
> {
  /** The file's name without `.json`; part of the stack's name. */
  readonly name: string;
  readonly names: Names;
  readonly functions: Functions;
  readonly sweep: boolean;
  readonly sweeping: SweepSettings;
  readonly heartbeat: boolean;
  readonly beating: HeartbeatSettings;
}

/** What a file says, with every name decided. */
export function resolved(file: EnvironmentFile): Omit<Environment, "name"> {
  const { names, functions, sweep, heartbeat } = file;
  return {
    ...file,
    names: resolveNames(names),
    functions: resolveFunctions(functions, names.suffix),
    sweep: sweep !== false,
    sweeping: sweepSettings(sweep),
    heartbeat: heartbeat !== false,
    beating: heartbeatSettings(heartbeat),
  };
}

/**
 * Whether the account's own events have to be forwarded to the bus. On the default bus they are there already; forwarded they
 * would go in a circle.
 */
export function forwardsOwnEvents({ watchSecurityAccount, names }: Environment): boolean {
  return watchSecurityAccount && names.bus !== "default";
}

/**
 * The regions in which the stack set makes the member stack; `undefined` where there is no stack set. With `sweep` that of IAM's calls is one
 * of them: what happens to our roles is seen there alone.
 */
export function memberRegions({
  members,
  sweep,
  region,
}: Pick<Environment, "members" | "sweep" | "region">): readonly string[] | undefined {
  if (members === undefined || !sweep) return members?.regions;
  return [...new Set([...members.regions, iamRegionOf(region)])];
}

/** Whether anybody may ask for an assessment: who is named, or the function that sweeps. */
export function takesRequests({
  assessmentRequesters,
  sweep,
}: Pick<Environment, "assessmentRequesters" | "sweep">): boolean {
  return sweep || assessmentRequesters.length > 0;
}

/**
 * Whether the stack may write to buckets: somebody may approve a remediation, or it is made without. Otherwise nothing of it has a
 * permission to.
 */
export function writesToBuckets({ remediation, invariants = [] }: Environment): boolean {
  return remediation && invariants.some(({ respond }) => respond !== undefined && respond.mode !== "observe");
}

/** Something wrong with an environment file, and where. */
export interface EnvironmentProblem {
  /** Path of the file as the reader of the message would type it. */
  readonly file: string;
  /** Place in the file, e.g. `functions.s3.memoryMb`, `alertEmails[1]`, `line 3 column 7`. */
  readonly path: string;
  readonly reason: string;
}

/** The problem on one line: `file: path: reason`. */
export function describeProblem({ file, path, reason }: EnvironmentProblem): string {
  return [file, path, reason].filter((part) => part !== "").join(": ");
}
