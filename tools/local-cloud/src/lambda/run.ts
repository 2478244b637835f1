import type { RecordedCall } from "../identity/caller";
import type { FaultTrace } from "../trace";

/** A line as CloudWatch Logs would show it. */
export interface RunLine {
  /** `platform`: written by Lambda itself (START, END, REPORT...), not by the function. */
  readonly from: "platform" | "stdout" | "stderr";
  readonly message: string;
}

/** One attempt to run a function, ended. */
export interface Run {
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
  /** What it asked of AWS over HTTP. */
  readonly calls: readonly RecordedCall[];
  /** The faults that struck these calls. */
  readonly faults: readonly FaultTrace[];
  /** The log stream of the environment that ran it. */
  readonly logStream: string;
}
