import { once } from "node:events";
import { styleText } from "node:util";

type Style = "bold" | "dim" | "green" | "yellow" | "red" | "cyan";

/** Standard output, with back-pressure, and with colours only where a person looks at it. */
export interface Terminal {
  /** Writes a line; resolves when the next one may come, also where the output leads nowhere any more. */
  print(line?: string): Promise<void>;
  style(style: Style, text: string): string;
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
  const colours = stdout.isTTY && !process.env["NO_COLOR"];
  let shown = "";
  const show = (line: string) => {
    if (stderr.isTTY && (line !== "" || shown !== "")) stderr.write(`${CLEAR_LINE}${line}`);
    shown = line;
  };
  return {
    async print(line = "") {
      const progress = shown;
      show("");
      if (!stdout.write(`${line}\n`)) await drained(stdout);
      show(progress);
    },
    style: (style, text) => (colours ? styleText(style, text) : text),
    progress: show,
  };
}

/** The stream tells everybody who listens what went wrong with it; who prints need not know. */
async function drained(stdout: NodeJS.WriteStream): Promise<void> {
  await once(stdout, "drain").catch(() => undefined);
}
