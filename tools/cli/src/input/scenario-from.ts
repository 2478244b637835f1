import { LocalCloudError, parseScenario, type Scenario } from "@security-auto/local-cloud";
import { UsageError } from "../core/usage-error";
import { jsonFile } from "./json-file";

/** @throws UsageError naming file, place and reason where the file is no scenario */
export async function scenarioFrom(file: string): Promise<Scenario> {
  const value = await jsonFile(file);
  try {
    return parseScenario(value, file);
  } catch (error) {
    if (error instanceof LocalCloudError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
