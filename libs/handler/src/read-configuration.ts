import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InputIssue } from "./response";

/** The file with a function's configuration, which the stack writes beside the function's code. */
export const CONFIGURATION_FILE = "configuration.json";

type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: readonly InputIssue[] };

/**
 * Reads a function's configuration. It is called when the first task is to be done, not as the module loads: so a wrong file fails
 * each event after it has been logged, and every event ends in the failure queue; none is handled by rules that nobody chose.
 *
 * @param folder where the function's code is
 * @throws Error naming the file, and the field that is wrong
 */
export function readConfiguration<T>(folder: string, parse: (value: unknown) => Parsed<T>): T {
  const file = join(folder, CONFIGURATION_FILE);
  const parsed = parse(jsonIn(file));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  throw new Error(`${file}: ${issues.join("; ")}`);
}

function jsonIn(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const { code } = Object(cause) as { readonly code?: unknown };
    throw new Error(`${file}: cannot be read (${String(code)})`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file}: no JSON`, { cause });
  }
}
