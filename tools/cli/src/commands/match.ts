import { compilePattern } from "@security-auto/event-pattern";
import type { CommandArguments } from "../command-line/command-line";
import { checked } from "../input/checked";
import { jsonValues } from "../input/json-values";
import { type Source, withSources } from "../input/source";
import { isObject } from "../core/is-object";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../core/usage-error";

/**
 * `match -- FILE...`: says for each `{ pattern, event }` pair whether Amazon EventBridge would match the event: one line a
 * pair, `match`, `no_match` or `invalid: why`. Every file is read to its end before the first line is printed.
 *
 * @throws UsageError where a file is no JSON or a value no such pair
 */
export async function match({ files }: CommandArguments, out: Terminal): Promise<0> {
  await withSources(files, async (sources) => {
    for (const source of sources) await checked(pairs(source));
    for (const source of sources) {
      for await (const pair of pairs(source)) await out.print(verdict(pair));
    }
  });
  return 0;
}

interface Pair {
  readonly pattern: unknown;
  readonly event: unknown;
}

/** What is no pair that anybody would decide on. */
interface Refused {
  readonly refused: string;
}

async function* pairs(source: Source): AsyncGenerator<Pair | Refused> {
  let number = 0;
  for await (const read of jsonValues(source)) {
    number++;
    if ("refused" in read) {
      yield read;
      continue;
    }
    const { value } = read;
    if (!isObject(value) || !("pattern" in value) || !("event" in value)) {
      throw new UsageError(`${source.name}: value ${number}: expected { "pattern": {...}, "event": {...} }`);
    }
    yield { pattern: value["pattern"], event: value["event"] };
  }
}

function verdict(pair: Pair | Refused): string {
  if ("refused" in pair) return `invalid: ${pair.refused}`;
  const { pattern, event } = pair;
  const compiled = compilePattern(pattern);
  if (!compiled.success) {
    const { path, reason } = compiled.error;
    return `invalid: ${path === "" ? reason : `${path}: ${reason}`}`.replace(/\s+/g, " ");
  }
  return compiled.data.matches(event) ? "match" : "no_match";
}
