import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE, readConfiguration } from "@security-auto/handler";
import { LocalCloudError, readEventPipeline } from "@security-auto/local-cloud";
import { type ConfiguredJudging, parseJudgeConfiguration } from "@security-auto/s3-exposure";
import { assemblyIn } from "./local-stack";

/**
 * By what the function of the synthesized stack judges: its configuration lies beside its code.
 *
 * @param root - the workspace's folder
 * @throws LocalCloudError where no function of the stack has the configuration of one that judges
 */
export function judgingOfStack(root: string): ConfiguredJudging {
  const assembly = assemblyIn(root);
  const configured = [...readEventPipeline(assembly).codeFolders.values()].filter((folder) =>
    existsSync(join(folder, CONFIGURATION_FILE)),
  );
  const [judging] = configured.flatMap((folder) => {
    // Other functions have configurations of their own.
    const parsed = parseJudgeConfiguration(readConfiguration(folder, asItIs));
    return parsed.success ? [parsed.data] : [];
  });
  if (judging !== undefined) return judging;
  throw new LocalCloudError(`${assembly}: no function has the configuration of one that judges`);
}

const asItIs = (data: unknown) => ({ success: true, data }) as const;
