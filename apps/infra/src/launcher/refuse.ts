import { printable } from "@security-auto/text";

/** Says what is wrong on standard error; 2 is the exit code of a wrong call. */
export function refuse(...lines: readonly string[]): 2 {
  process.stderr.write(lines.map((line) => `${printable(line)}\n`).join(""));
  return 2;
}
