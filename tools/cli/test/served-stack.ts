import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CallTrace,
  type LocalCloud,
  type LocalCloudOptions,
  readEventPipeline,
  startLocalCloud,
} from "@security-auto/local-cloud";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { commandServed, type Ended, ROOT } from "./command";

export interface ServedStack {
  readonly cloud: LocalCloud;
  readonly stack: ReturnType<typeof readEventPipeline>;
  /** What calls of the commands led to. */
  readonly calls: CallTrace[];
  /** What accesses this stack as the operator, or with other policies. */
  readonly variables: (policies?: readonly unknown[]) => Readonly<Record<string, string>>;
  /** Runs a command as the operator, or with other policies, against this stack. */
  readonly run: (args: readonly string[], policies?: readonly unknown[]) => Promise<Ended>;
}

/** Runs a synthesized stack in this process, for commands that call it over HTTP. */
export async function serveStack(
  root = ROOT,
  options: Partial<LocalCloudOptions> = {},
): Promise<ServedStack> {
  const assembly = join(root, "dist/apps/infra/cdk.out");
  const cloud = await startLocalCloud({ assembly, organizationId: "o-exampleorg1", ...options });
  const calls: CallTrace[] = [];
  cloud.onCall((trace) => calls.push(trace));
  const variables: ServedStack["variables"] = (policies) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials({
      accountId: "111122223333",
      userName: "operator",
      ...(policies !== undefined && { policies }),
    });
    return {
      AWS_ENDPOINT_URL: cloud.endpoints.all,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
  };
  const run: ServedStack["run"] = (args, policies) => commandServed(args, variables(policies), root);
  return { cloud, stack: readEventPipeline(assembly), calls, variables, run };
}

/** A copy of the synthesized stack with other code in its functions, and another template. Their configurations stay as they are. */
export function copyStack(
  folder: string,
  code: string,
  change: (template: string) => string = (same) => same,
): string {
  const assembly = join(folder, "dist/apps/infra/cdk.out");
  mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, "dist/apps/infra/cdk.out"), assembly, { recursive: true });
  for (const name of readdirSync(assembly)) {
    if (name.startsWith("asset.")) {
      const asset = join(assembly, name);
      for (const file of readdirSync(asset)) {
        if (file !== CONFIGURATION_FILE) rmSync(join(asset, file), { recursive: true });
      }
      writeFileSync(join(asset, "index.mjs"), code);
    }
    if (name.endsWith(".template.json")) {
      const path = join(assembly, name);
      writeFileSync(path, change(readFileSync(path, "utf8")));
    }
  }
  return folder;
}
