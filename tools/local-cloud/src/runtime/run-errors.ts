/** How an attempt failed, as Lambda puts it. */
export interface RunFailure {
  readonly outcome: "error" | "timeout";
  readonly errorType: string;
  readonly payload: string;
  /** What Lambda writes into the log about it, when the function could not. */
  readonly line?: string;
}

/** The function (or its module) threw: `payload` is the error object it reported. */
export function reportedFailure(payload: string): RunFailure {
  return { outcome: "error", errorType: errorTypeOf(payload), payload };
}

function errorTypeOf(payload: string): string {
  try {
    const error: unknown = JSON.parse(payload);
    if (typeof error === "object" && error !== null && "errorType" in error) return String(error.errorType);
  } catch {
    // A runtime may report anything; the type is then unknown.
  }
  return "Unknown";
}

export function timeoutFailure(requestId: string, seconds: number): RunFailure {
  const message = `Task timed out after ${seconds.toFixed(2)} seconds`;
  return {
    outcome: "timeout",
    errorType: "Sandbox.Timedout",
    payload: errorPayload("Sandbox.Timedout", `RequestId: ${requestId} Error: ${message}`),
    line: `${new Date().toISOString()} ${requestId} ${message}`,
  };
}

/** The process ended in the middle of an invocation or of its start. */
export function exitFailure(requestId: string, code: number | null, signal: string | null): RunFailure {
  const message = `RequestId: ${requestId} Error: ${exitReason(code, signal)}`;
  return {
    outcome: "error",
    errorType: "Runtime.ExitError",
    payload: errorPayload("Runtime.ExitError", message),
    line: `${message}\rRuntime.ExitError`,
  };
}

const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
  SIGINT: "interrupt",
};

function exitReason(code: number | null, signal: string | null): string {
  if (signal !== null) return `Runtime exited with error: signal: ${SIGNAL_WORDS[signal] ?? signal}`;
  return code === 0 || code === null
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: exit status ${code}`;
}

function errorPayload(errorType: string, errorMessage: string): string {
  return JSON.stringify({ errorType, errorMessage });
}
