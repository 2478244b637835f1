import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { buildSync } from "esbuild";
import { builtBundles } from "../src/stack/bundles";
import { LEAST, type Settings } from "./synthesized";

const ROOT = join(__dirname, "..", "..", "..");

/** Says what it was called with, and ends with the code it is given. */
const FAKE_CDK = `
const { CDK_DISABLE_CLI_TELEMETRY: telemetry, CDK_DISABLE_VERSION_CHECK: version } = process.env;
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), telemetry, version }));
process.exitCode = Number(process.env.FAKE_EXIT ?? 0);
`;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A folder laid out as the workspace is after a build: launcher and app bundled, the packages they
 * need, the functions' bundles, environment files, and a CDK CLI that only says how it was called.
 */
export class ScratchWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), "infra-"));

  constructor() {
    for (const name of ["aws-cdk-lib", "cdk-nag", "constructs", "jsonc-parser", "zod"]) {
      mkdirSync(join(this.folder, "node_modules"), { recursive: true });
      symlinkSync(join(ROOT, "node_modules", name), join(this.folder, "node_modules", name));
    }
    this.write("node_modules/aws-cdk/package.json", '{ "name": "aws-cdk" }');
    this.write("node_modules/aws-cdk/bin/cdk", FAKE_CDK);
    for (const bundle of Object.values(builtBundles())) {
      this.write(join(bundle, "index.mjs"), "export const handler = () => Promise.resolve();\n");
      this.write(join(bundle, "index.mjs.map"), "{}");
    }
    this.environment("example", {});
    buildSync({
      absWorkingDir: ROOT,
      entryPoints: ["apps/infra/src/main.ts", "apps/infra/src/cdk.ts"],
      outdir: join(this.folder, "dist", "apps", "infra"),
      outExtension: { ".js": ".cjs" },
      tsconfig: "apps/infra/tsconfig.json",
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      packages: "external",
    });
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes an environment file of these settings, on top of the least there must be. */
  environment(name: string, settings: Settings): void {
    this.write(`apps/infra/environments/${name}.json`, JSON.stringify({ ...LEAST, ...settings }));
  }

  /** Runs one of the bundles as Nx would, without credentials. CloudFormation's rules take seconds, so they are asked for. */
  run(script: "main.cjs" | "cdk.cjs", args: readonly string[], env: Record<string, string> = {}): Ended {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join("dist", "apps", "infra", script), ...args],
      {
        cwd: this.folder,
        env: { PATH: process.env["PATH"] ?? "", CDK_VALIDATION: "false", ...env },
        encoding: "utf8",
      },
    );
    return { status, stdout, stderr };
  }

  /** Files below a folder, by path, with the hash of what is in them. */
  hashes(path: string): Readonly<Record<string, string>> {
    const base = join(this.folder, path);
    const files = readdirSync(base, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return Object.fromEntries(
      files
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((file) => [relative(base, file), createHash("sha256").update(readFileSync(file)).digest("hex")]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
