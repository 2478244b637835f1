import { notifyUnread } from "../core/interruption";

export interface OutputWatch {
  /** Why the output could not be written, in one line; nothing where it could, or where nobody wanted it any more (`| head`). */
  readonly problem: () => string | undefined;
}

/**
 * Ends the process once the output leads nowhere: exit code 0 where nobody reads it any more, 2 and a line on standard error
 * where it cannot be written, as on a full disk. Commands that would leave something behind are notified, and end themselves.
 */
export function watchOutput({ stdout, stderr } = process): OutputWatch {
  let problem: string | undefined;
  stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") problem ??= `the output cannot be written: ${message}`;
    if (notifyUnread()) return;
    if (problem !== undefined) stderr.write(`${problem}\n`);
    process.exit(problem === undefined ? 0 : 2);
  });
  // Nowhere is left to print that.
  stderr.on("error", () => undefined);
  return { problem: () => problem };
}
