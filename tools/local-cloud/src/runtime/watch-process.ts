import type { ChildProcess } from "node:child_process";
import { readMarkedLines } from "./marked-lines";
import { watchMemory } from "./memory-watch";

/** How long an ended process's streams are waited for: a child of the function may hold them open. */
const DRAIN_MS = 500;

/** What is observed of a function's process. */
export interface ProcessEvents {
  readonly onLine: (from: "stdout" | "stderr", line: string) => void;
  /** An invocation's part of a stream is over. @param rest - what stands behind the mark */
  readonly onMark: (rest: string) => void;
  readonly onUnstartable: (error: Error) => void;
  /** The process has ended; lines may still come. */
  readonly onEnding: () => void;
  /** Nothing comes any more. */
  readonly onEnded: (code: number | null, signal: string | null) => void;
}

/** Reads what a process writes until it ends, and ends it when it takes more memory than it may. */
export function watchProcess(
  child: ChildProcess,
  memoryMb: number,
  mark: string,
  { onLine, onMark, onUnstartable, onEnding, onEnded }: ProcessEvents,
): void {
  for (const [from, stream] of [
    ["stdout", child.stdout],
    ["stderr", child.stderr],
  ] as const) {
    if (stream === null) continue;
    readMarkedLines(stream, mark, {
      onLine: (line) => {
        onLine(from, line);
      },
      onMark,
    });
  }
  child.stdin?.on("error", () => undefined);
  const stopWatching =
    child.pid === undefined ? () => undefined : watchMemory(child.pid, memoryMb, () => child.kill("SIGKILL"));
  child.once("error", onUnstartable);
  child.once("exit", (code, signal) => {
    stopWatching();
    onEnding();
    const giveUp = setTimeout(() => {
      onEnded(code, signal);
    }, DRAIN_MS);
    child.once("close", () => {
      clearTimeout(giveUp);
      onEnded(code, signal);
    });
  });
}
