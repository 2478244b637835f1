import { UsageError } from "../core/usage-error";
import { checked } from "./checked";
import { jsonValues } from "./json-values";
import { type Source, withSources } from "./source";

/**
 * The one JSON value that a file holds.
 *
 * @throws UsageError naming file, place and reason where it holds none
 */
export async function jsonFile(file: string): Promise<unknown> {
  return withSources([file], async ([source]) => source && jsonOf(source));
}

async function jsonOf(source: Source): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  try {
    return JSON.parse(
      Buffer.concat(chunks)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    );
  } catch (cause) {
    // Reads it again, and says in which line and column it stops being JSON.
    await checked(jsonValues(source));
    throw new UsageError(`${source.name}: is no JSON value by itself`, { cause });
  }
}
