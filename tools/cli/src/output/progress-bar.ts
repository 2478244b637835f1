import { counted } from "../core/numbers";
import type { Terminal } from "./terminal";

const WIDTH = 30;
const REDRAW_MS = 100;

export interface ProgressBar {
  advance(): void;
  end(): void;
}

/** Share done, count and rate, on standard error while it is a terminal. */
export function progressBar(
  total: number,
  out: Terminal,
  now: () => number = performance.now.bind(performance),
): ProgressBar {
  const begun = now();
  let done = 0;
  let drawn = -Infinity;
  return {
    advance() {
      done++;
      const time = now();
      if (time - drawn < REDRAW_MS && done < total) return;
      drawn = time;
      const filled = Math.round((WIDTH * done) / total);
      const bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
      const rate = counted(Math.round((done * 1000) / Math.max(1, time - begun)));
      out.progress(`[${bar}] ${counted(done)} of ${counted(total)} events, ${rate}/s`);
    },
    end() {
      out.progress("");
    },
  };
}
