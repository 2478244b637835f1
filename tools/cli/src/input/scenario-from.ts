import { LocalCloudError, parseScenario, type Scenario } from "@security-auto/local-cloud";
import { UsageError } from "../core/usage-error";
import { checked } from "./checked";
import { jsonValues } from "./json-values";
import { type Source, withSources } from "./source";

/** @throws UsageError naming file, place and reason where the file is no scenario */
export async function scenarioFrom(file: string): Promise<Scenario> {
  const value = await withSources([file], async ([source]) => source && jsonOf(source));
  return checkedScenario(value, file);
}

function checkedScenario(value: unknown, name: string): Scenario {
  try {
    return parseScenario(value, name);
  } catch (error) {
    if (error instanceof LocalCloudError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The one JSON value of a text. */
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
