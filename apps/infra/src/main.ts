import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describeProblem } from "./environment/environment";
import { ENVIRONMENTS, loadEnvironment } from "./environment/load-environment";
import { notes } from "./environment/notes";
import { environmentArguments } from "./launcher/arguments";
import { refuse } from "./launcher/refuse";
import { functionsOn } from "./environment/functions";
import { builtBundles } from "./stack/bundles";
import { memberTemplate } from "./stack/member-template";
import { securityApp } from "./stack/security-app";

/** Where the assembly goes unless `CDK_OUTDIR` says otherwise. */
const ASSEMBLY = join("dist", "apps", "infra", "cdk.out");

/** Removes an assembly, which has a file of this name. `CDK_OUTDIR` may be any folder: what is none stays as it is. */
function removeAssembly(folder: string): void {
  if (existsSync(join(folder, "cdk.out"))) rmSync(folder, { recursive: true });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The CDK app's entry: loads the environment, then replaces what was made of one before. */
function main(args: readonly string[]): void {
  const parsed = environmentArguments(args);
  if (!parsed.success) {
    process.exitCode = refuse(parsed.error);
    return;
  }
  const loaded = loadEnvironment(ENVIRONMENTS, parsed.data.environment);
  if (!loaded.success) {
    process.exitCode = refuse(...loaded.error.map(describeProblem));
    return;
  }
  // Only now: the launcher makes a path of the environment's name, and loading it checks the name.
  const outdir = process.env["CDK_OUTDIR"] ?? ASSEMBLY;
  const memberFile = process.env["MEMBER_TEMPLATE"];
  removeAssembly(outdir);
  if (memberFile !== undefined) rmSync(memberFile, { force: true });
  const bundles = builtBundles();
  const missing = functionsOn(loaded.data)
    .map((key) => bundles[key])
    .map((bundle) => ({ app: basename(bundle), file: join(bundle, "index.mjs") }))
    .filter(({ file }) => !existsSync(file));
  if (missing.length > 0) {
    process.exitCode = refuse(
      ...missing.map(({ app, file }) => `${file}: no such file; "npx nx build ${app}" makes it`),
    );
    return;
  }
  for (const note of notes(loaded.data)) process.stderr.write(`note: ${note}\n`);
  const member = memberTemplate(loaded.data);
  if (memberFile !== undefined) write(memberFile, `${member}\n`);
  securityApp(loaded.data, {
    bundles,
    memberTemplate: member,
    outdir,
  }).synth();
}

main(process.argv.slice(2));
