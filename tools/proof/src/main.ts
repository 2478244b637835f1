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

/** The workspace, seen from `dist/tools/proof`. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

// The SDK warns about Node versions it will not support one day; the proof prints its own lines only.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Each stack has a function process of its own. */
const MOST_AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

function settingOf(root: string): Setting {
  const infra = join(root, "dist/apps/infra");
  const files = { assembly: join(infra, "cdk.out"), memberTemplate: join(infra, "member.template.json") };
  const [first] = readStackResources({ assembly: files.assembly });
  if (first === undefined) throw new LocalCloudError(`${files.assembly} has no resources`);
  const { account, region } = first.stack;
  return { files, region, accounts: accountsAround(account), nodeBinary: installedNode(root) };
}

/** @throws TypeError for an option there is not */
function wantsJson(): boolean {
  const { values } = parseArgs({
    // The environment is synthesized before; Nx hands its name on to this command too.
    options: { json: { type: "boolean", default: false }, environment: { type: "string" } },
  });
  return values.json;
}

try {
  const json = wantsJson();
  const proof = await prove(settingOf(ROOT), { atOnce: MOST_AT_ONCE });
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
