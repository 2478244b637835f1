import { readFileSync } from "node:fs";

const INTERVAL_MS = 50;
const PAGE_BYTES = 4096;

/**
 * Calls `onExceeded` once when the private memory of process `pid` grows over `limitMb`. The heap limit of Node
 * cannot do that alone: buffers live outside the heap. Pages of the Node binary itself, shared by all processes,
 * are not counted. Without `/proc` (macOS, Windows) only the heap limit works.
 *
 * @returns stops watching
 */
export function watchMemory(pid: number, limitMb: number, onExceeded: () => void): () => void {
  const timer = setInterval(() => {
    const used = privateBytes(pid);
    if (used === undefined) clearInterval(timer);
    else if (used > limitMb * 1024 * 1024) {
      clearInterval(timer);
      onExceeded();
    }
  }, INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function privateBytes(pid: number): number | undefined {
  try {
    const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return (Number(resident) - Number(shared)) * PAGE_BYTES;
  } catch {
    return undefined;
  }
}
