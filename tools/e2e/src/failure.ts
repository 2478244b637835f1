/** Why a command ends early, in words for whoever called it; `code` is the exit code: 1 the check said no, 2 bad use or input. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    message: string,
    readonly code: 1 | 2,
  ) {
    super(message);
  }
}

/** What was thrown, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "Error" || error.name === "Failure"
    ? error.message
    : `${error.name}: ${error.message}`;
}
