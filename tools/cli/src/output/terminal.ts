import { once } from "node:events";
import { rendered, type Text } from "./text";

/**
 * The one way out for every command: whatever is printed here stays on its line and is shown, not obeyed, whoever wrote it. A
 * line of JSON means the same afterwards, since `printable` writes characters as JSON's escapes do.
 */
export interface Terminal {
  /**
   * Writes a line to standard output; resolves when the next one may come, also where the output leads nowhere any more.
   *
   * @param end - what ends the line, where the format of a file says so
   */
  print(line?: Text, end?: "\n" | "\r\n"): Promise<void>;
  /** Writes a line to standard error. */
  complain(line: Text): void;
  /** Shows a line below all that was printed, in place of the last one it showed; nothing where standard error is no terminal. */
  progress(line: string): void;
}

/** What a terminal is made of: the process's own streams, or others in a test. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const CLEAR_LINE = "\r\u001b[K";

/** @see https://no-color.org */
export function terminal({ stdout, stderr }: Streams = process): Terminal {
  const hasColours = ({ isTTY }: NodeJS.WriteStream) => isTTY && !process.env["NO_COLOR"];
  let shown = "";
  const show = (line: string) => {
    if (stderr.isTTY && (line !== "" || shown !== "")) stderr.write(`${CLEAR_LINE}${rendered(line, false)}`);
    shown = line;
  };
  return {
    async print(line = "", end = "\n") {
      const progress = shown;
      show("");
      if (!stdout.write(`${rendered(line, hasColours(stdout))}${end}`)) await drained(stdout);
      show(progress);
    },
    complain(line) {
      const progress = shown;
      show("");
      stderr.write(`${rendered(line, hasColours(stderr))}\n`);
      show(progress);
    },
    progress: show,
  };
}

/** The stream notifies everybody who listens of what went wrong with it; who prints need not know. */
async function drained(stdout: NodeJS.WriteStream): Promise<void> {
  await once(stdout, "drain").catch(() => undefined);
}
