import type { Recorded } from "./process-session";

/** A line as CloudWatch Logs would show it. */
export interface RunLine {
  /** `platform`: written by Lambda itself (START, END, REPORT...), not by the function. */
  readonly from: "platform" | "stdout" | "stderr";
  readonly message: string;
}

/** One attempt to run a function, ended. */
export interface Run extends Recorded {
  readonly requestId: string;
  readonly outcome: "success" | "error" | "timeout";
  /** JSON text: what the function returned, or Lambda's error object. */
  readonly payload: string;
  /** E.g. `Runtime.ExitError`; for an exception its name. */
  readonly errorType?: string;
  /** Milliseconds from spawning the process to its first poll; 0 on a warm start. */
  readonly initMs: number;
  readonly durationMs: number;
  readonly maxMemoryMb: number;
  readonly lines: readonly RunLine[];
  /** The log stream of the environment that ran it. */
  readonly logStream: string;
}
