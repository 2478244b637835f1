import { readFileSync } from "node:fs";
import { LocalCloudError } from "../core/local-cloud-error";
import { parseScenario } from "./parse-scenario";
import type { Scenario } from "./scenario";

/** Reads a scenario file. @throws LocalCloudError that names the file, the place and the reason */
export function readScenario(file: string): Scenario {
  return parseScenario(readJsonFile(file), file);
}

export function readJsonFile(file: string): unknown {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new LocalCloudError(`${file}: cannot be read`, { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new LocalCloudError(`${file}: is no JSON: ${reason}`, { cause: error });
  }
}
