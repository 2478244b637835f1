import type { z } from "zod";
import { Failure } from "../failure";
import { lastLine } from "../python/find-python";
import { runPython } from "../python/run-python";

/**
 * What a scanner printed, as the shape it promises. A scanner that did not do its work is never a clean scan.
 *
 * @param isAnswer - whether an exit code means that the scanner did its work, whatever it found
 * @throws Failure with what the scanner said last
 */
export function scannerOutput<Schema extends z.ZodType>(
  tool: string,
  schema: Schema,
  python: string,
  args: readonly string[],
  isAnswer: (status: number) => boolean,
  env: Readonly<Record<string, string>> = {},
): z.output<Schema> {
  const { status, stdout, stderr } = runPython(python, args, env);
  if (status === undefined || !isAnswer(status)) {
    throw new Failure(
      `${tool} did not run (exit code ${status ?? "none"}): ${lastLine(stderr || stdout)}`,
      1,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    throw new Failure(`${tool} printed no JSON: ${lastLine(stderr || stdout)}`, 1);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Failure(`${tool} printed another shape than expected: ${parsed.error.message}`, 1);
}
