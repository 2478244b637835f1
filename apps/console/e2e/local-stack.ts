import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const ROOT = resolve(__dirname, "../../..");

const MAIN = `
  const [module, root, ...args] = process.argv.slice(1);
  const { main } = await import(module);
  process.exitCode = await main("local", args, root);
`;

/** A stack that `npm run local` has up. */
export interface LocalStack {
  /** The address that it prints. */
  readonly page: string;
  readonly stop: () => Promise<void>;
}

/** Starts the built command line on the environment that enforces, as the launcher does on the one that was synthesized last. */
export async function startLocal(): Promise<LocalStack> {
  const root = mkdtempSync(join(tmpdir(), "console-local-"));
  const apps = join(root, "dist/apps");
  const enforce = join(ROOT, "dist/apps/infra/environments/enforce");
  mkdirSync(join(apps, "infra"), { recursive: true });
  symlinkSync(enforce, join(apps, "infra/cdk.out"));
  symlinkSync(join(enforce, "member.template.json"), join(apps, "infra/member.template.json"));
  symlinkSync(join(ROOT, "dist/apps/console"), join(apps, "console"));
  const module = pathToFileURL(join(ROOT, "dist/tools/cli/main.mjs")).href;
  const args = ["--json", "--scenario", join(ROOT, "tools/cli/samples/scenario.json")];
  const started = spawn(
    process.execPath,
    ["--input-type=module", "--eval", MAIN, "--", module, root, ...args],
    {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    },
  );
  const lines = createInterface({ input: started.stdout });
  const [first = ""] = (await once(lines, "line")) as readonly string[];
  const { page } = JSON.parse(first) as { readonly page: string };
  return {
    page,
    stop: async () => {
      const ended = once(started, "close");
      started.kill("SIGINT");
      await ended;
      rmSync(root, { recursive: true });
    },
  };
}
