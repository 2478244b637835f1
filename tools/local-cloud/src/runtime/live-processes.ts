import type { ChildProcess } from "node:child_process";

/**
 * Function processes must not outlive this one. They end by themselves when their standard input closes, which
 * covers even SIGKILL; a function that is busy in a loop of its own would not notice, so it is killed from here.
 */
const live = new Set<ChildProcess>();
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function killAll(): void {
  for (const child of live) child.kill("SIGKILL");
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens decides what the signal means here, and comes through `exit` if it means the end.
  if (process.listenerCount(signal) > 1) return;
  killAll();
  // Having listened kept Node from ending as it would.
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}

function startListening(): void {
  process.on("exit", killAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function stopListening(): void {
  process.off("exit", killAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

/** Ties `child` to the life of this process until it exits. */
export function keepWithParent(child: ChildProcess): void {
  if (live.size === 0) startListening();
  live.add(child);
  child.once("exit", () => {
    live.delete(child);
    if (live.size === 0) stopListening();
  });
}
