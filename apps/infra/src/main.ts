import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { printable } from "@security-auto/text";
import { describeProblem } from "./environment/environment";
import { ENVIRONMENTS, loadEnvironment } from "./environment/load-environment";
import { environmentArguments } from "./launcher/arguments";
import { builtBundles } from "./stack/bundles";
import { memberTemplate } from "./stack/member-template";
import { securityApp } from "./stack/security-app";

/** Where the assembly goes unless `CDK_OUTDIR` says otherwise. */
const ASSEMBLY = join("dist", "apps", "infra", "cdk.out");

/** Says what is wrong on standard error; 2 is the exit code of a wrong call. */
function refuse(...lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${printable(line)}\n`).join(""));
  process.exitCode = 2;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The CDK app's entry, and the only reader of configuration. */
function main(args: readonly string[]): void {
  const parsed = environmentArguments(args);
  if (!parsed.success) {
    refuse(parsed.error);
    return;
  }
  const loaded = loadEnvironment(ENVIRONMENTS, parsed.data.environment);
  if (!loaded.success) {
    refuse(...loaded.error.map(describeProblem));
    return;
  }
  const bundles = builtBundles();
  const missing = Object.values(bundles)
    .map((bundle) => ({ app: basename(bundle), file: join(bundle, "index.mjs") }))
    .filter(({ file }) => !existsSync(file));
  if (missing.length > 0) {
    refuse(...missing.map(({ app, file }) => `${file}: no such file; "npx nx build ${app}" makes it`));
    return;
  }
  const member = memberTemplate(loaded.data);
  const memberFile = process.env["MEMBER_TEMPLATE"];
  if (memberFile !== undefined) write(memberFile, `${member}\n`);
  securityApp(loaded.data, {
    bundles,
    memberTemplate: member,
    outdir: process.env["CDK_OUTDIR"] ?? ASSEMBLY,
  }).synth();
}

main(process.argv.slice(2));
