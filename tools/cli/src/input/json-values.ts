import { UsageError } from "../core/usage-error";
import type { Source } from "./source";
import { type CutterOptions, type JsonValue, NotJson, ValueCutter } from "./value-cutter";

/**
 * The JSON values of a text, one at a time: the records of a CloudTrail log file, the elements of a list, or else a value itself.
 * Several of these may stand one after the other, as in NDJSON. A value that is too large or nested too deep is refused by
 * itself. Holds one value and one chunk in memory.
 *
 * @throws UsageError naming file, line and column where the text is no JSON
 */
export async function* jsonValues(source: Source, options?: CutterOptions): AsyncGenerator<JsonValue> {
  const cutter = new ValueCutter(options);
  try {
    for await (const chunk of source.open()) yield* cutter.push(chunk);
    yield* cutter.end();
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new UsageError(`${source.name}: ${await placeOf(source, error.position)}: ${error.message}`);
  }
}

/** Line and column (both from 1) of a byte of the text; read again, since only a failure asks for them. */
async function placeOf(source: Source, position: number): Promise<string> {
  let line = 1;
  let column = 1;
  let read = 0;
  for await (const chunk of source.open()) {
    for (const byte of chunk) {
      if (read++ >= position) return `line ${line}, column ${column}`;
      column++;
      if (byte === 0x0a) {
        line++;
        column = 1;
      }
    }
  }
  return `line ${line}, column ${column}`;
}
