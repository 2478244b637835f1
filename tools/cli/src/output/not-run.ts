import type { NotRun } from "@security-auto/local-cloud";

/** Names a resource of the stack that the local cloud does not run, or which part of it. */
export function notRunInWords({ type, logicalId, why }: NotRun): string {
  return `not run here: ${type} ${logicalId}${why === undefined ? "" : ` (${why})`}`;
}
