import { LocalCloudError, readScenario, type Scenario } from "@security-auto/local-cloud";
import { UsageError } from "../usage-error";

/** @throws UsageError naming file, path and reason where the file is no scenario */
export function scenarioFrom(file: string): Scenario {
  try {
    return readScenario(file);
  } catch (error) {
    if (error instanceof LocalCloudError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
