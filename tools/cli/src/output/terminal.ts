import { once } from "node:events";
import { styleText } from "node:util";

type Style = "bold" | "dim" | "green" | "yellow" | "red" | "cyan";

/** Standard output, with back-pressure, and with colours only where a person looks at it. */
export interface Terminal {
  /** Writes a line; resolves when the next one may come. */
  print(line?: string): Promise<void>;
  style(style: Style, text: string): string;
  /** Shows a line in place of the last one it showed; nothing where standard error is no terminal. */
  progress(line: string): void;
}

/** @see https://no-color.org */
export function terminal(): Terminal {
  const colours = process.stdout.isTTY && !process.env["NO_COLOR"];
  return {
    async print(line = "") {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
    },
    style: (style, text) => (colours ? styleText(style, text) : text),
    progress(line) {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    },
  };
}
