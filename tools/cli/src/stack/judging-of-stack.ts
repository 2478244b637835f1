import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE, readConfiguration } from "@security-auto/handler";
import { LocalCloudError, readEventPipeline } from "@security-auto/local-cloud";
import {
  type ConfiguredJudging,
  DEFAULT_INVARIANTS,
  parseJudgeConfiguration,
} from "@security-auto/s3-exposure";
import type { CommandArguments } from "../command-line/command-line";
import { assemblyIn } from "./local-stack";

/** What buckets are judged by: the environment's own where one is named, or else the default invariants. */
export function judgingFor({
  environment,
  root,
}: Pick<CommandArguments, "environment" | "root">): ConfiguredJudging {
  return environment === undefined ? { invariants: DEFAULT_INVARIANTS } : judgingOfStack(root);
}

/**
 * The invariants and the organization that the function of the synthesized stack judges by: they lie beside its code.
 *
 * @param root - the workspace's folder
 * @throws LocalCloudError where no function of the stack has the configuration of one that judges: it says what is wrong with each
 */
function judgingOfStack(root: string): ConfiguredJudging {
  const assembly = assemblyIn(root);
  const configured = [...readEventPipeline(assembly).codeFolders.values()].filter((folder) =>
    existsSync(join(folder, CONFIGURATION_FILE)),
  );
  const refused: string[] = [];
  for (const folder of configured) {
    try {
      return readConfiguration(folder, parseJudgeConfiguration);
    } catch (error) {
      // Other functions have configurations of their own.
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new LocalCloudError(
    [`${assembly}: no function has the configuration of one that judges`, ...refused].join("; "),
  );
}
