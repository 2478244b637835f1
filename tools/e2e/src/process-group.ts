import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Time a process has to end by itself, in ms, before it is killed. */
const GRACE = 10_000;

/**
 * Ends a process that was spawned `detached`, which leads a group of its own, and everything it started that stayed in
 * the group.
 */
export async function endGroup(leader: ChildProcess): Promise<void> {
  const { pid } = leader;
  if (pid === undefined) return;
  const ended = leader.exitCode === null && leader.signalCode === null ? once(leader, "exit") : undefined;
  signalGroup(pid, "SIGTERM");
  const forced = setTimeout(() => {
    signalGroup(pid, "SIGKILL");
  }, GRACE);
  await ended;
  clearTimeout(forced);
  // The others may outlive a leader that ended first.
  signalGroup(pid, "SIGKILL");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
