import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installedNode, LocalCloudError, readStackResources } from "@security-auto/local-cloud";
import { TemporaryFolderError } from "@security-auto/temporary-folder";
import { accountsAround } from "./branches/world";
import { prove } from "./prove";
import { holds, report, reportAsJson } from "./report";
import type { Setting } from "./setting";
import type { StackFiles } from "./stack/write-variant";

/** The workspace, seen from `dist/tools/proof`. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

// The SDK warns about Node versions it will not support one day; the proof prints its own lines only.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Each stack has a function process of its own. */
const MOST_AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

/** What `synth` leaves, or the folder of an assembly that has its member template beside it. */
function filesOf(root: string, assembly: string | undefined): StackFiles {
  const infra = join(root, "dist/apps/infra");
  return assembly === undefined
    ? { assembly: join(infra, "cdk.out"), memberTemplate: join(infra, "member.template.json") }
    : { assembly: resolve(root, assembly), memberTemplate: resolve(root, assembly, "member.template.json") };
}

function settingOf(root: string, files: StackFiles): Setting {
  const [first] = readStackResources({ assembly: files.assembly });
  if (first === undefined) throw new LocalCloudError(`${files.assembly} has no resources`);
  const { account, region } = first.stack;
  return { files, region, accounts: accountsAround(account), nodeBinary: installedNode(root) };
}

/** @throws TypeError for an option there is not */
function optionsGiven(): {
  readonly json: boolean;
  readonly assembly?: string | undefined;
  readonly "proven-before"?: string | undefined;
} {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      assembly: { type: "string" },
      "proven-before": { type: "string" },
      // It is synthesized before; Nx hands its name on to this command too.
      environment: { type: "string" },
    },
  });
  return values;
}

try {
  const { json, assembly, "proven-before": before } = optionsGiven();
  const proof = await prove(settingOf(ROOT, filesOf(ROOT, assembly)), {
    atOnce: MOST_AT_ONCE,
    ...(before !== undefined && { provenBefore: filesOf(ROOT, before) }),
  });
  process.stdout.write(`${json ? reportAsJson(proof) : report(proof).join("\n")}\n`);
  process.exitCode = holds(proof) ? 0 : 1;
} catch (error) {
  const isMistake =
    error instanceof TemporaryFolderError ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
  if (!isMistake && !(error instanceof LocalCloudError)) throw error;
  process.stderr.write(
    isMistake ? `${error.message}\n` : `the synthesized stack cannot be run here: ${error.message}\n`,
  );
  process.exitCode = isMistake ? 2 : 1;
}
