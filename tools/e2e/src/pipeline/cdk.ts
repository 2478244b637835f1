import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { makeTemporaryFolder } from "@security-auto/temporary-folder";
import { Failure } from "../failure";
import { endGroup } from "../process-group";
import type { Target } from "./target";

/** From the workspace's root. */
const LAUNCHER = join("dist", "apps", "infra", "cdk.cjs");
const APP = join("dist", "apps", "infra", "main.cjs");

/** What runs now. */
const running = new Set<ChildProcess>();

/** Ends the commands that run now, when the e2e is interrupted. */
export async function endCommands(): Promise<void> {
  await Promise.all([...running].map(endGroup));
}

/** Lines of a failed command that are printed: CloudFormation's reason is among the last. */
const PRINTED_LINES = 25;

/**
 * Lets the launcher of the CDK app look at an environment file, and at nothing else.
 *
 * @throws Failure with the problems of the file, exit code 2
 */
export async function checkEnvironment(root: string, environment: string): Promise<void> {
  await run(root, {}, [LAUNCHER, "check", `--environment=${environment}`]);
}

/**
 * Runs the launcher of the CDK app (`deploy`, `destroy`), which synthesizes and runs the pinned CDK CLI, as
 * `npx nx deploy infra` does.
 */
export async function launch(root: string, target: Target, args: readonly string[]): Promise<void> {
  const [command = "", ...options] = args;
  await run(root, environmentOf(target), [
    LAUNCHER,
    command,
    `--environment=${target.environment}`,
    ...options,
  ]);
}

/**
 * Deploys to an emulator what it supports: synthesizes as the launcher does, to a folder of its own, and runs the pinned CDK CLI on what is left.
 *
 * @param leaveOut - changes the assembly
 */
export async function deployTo(
  root: string,
  target: Target,
  leaveOut: (assembly: string) => void,
): Promise<void> {
  const folder = makeTemporaryFolder("e2e-assembly");
  try {
    const assembly = join(folder.path, "cdk.out");
    const output = { CDK_OUTDIR: assembly, MEMBER_TEMPLATE: join(folder.path, "member.template.json") };
    await run(root, { ...environmentOf(target), ...output }, [APP, `--environment=${target.environment}`]);
    leaveOut(assembly);
    const quiet = ["--require-approval=never", "--no-notices", "--ci"];
    await run(root, environmentOf(target), [cdkIn(root), "deploy", "--app", assembly, ...quiet]);
  } finally {
    folder.remove();
  }
}

const cdkIn = (root: string): string => createRequire(join(root, "package.json")).resolve("aws-cdk/bin/cdk");

/** `cdk bootstrap` of the target's account and region. */
export async function bootstrap(root: string, target: Target): Promise<void> {
  const place = `aws://${target.account}/${target.region}`;
  // Without an app: the CLI would run the one that a configuration file names.
  await run(root, environmentOf(target), [cdkIn(root), "bootstrap", place, "--no-notices", "--ci"]);
}

async function run(
  root: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    // A process group of its own: launcher, CDK CLI and CDK app end together.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  running.add(child);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  running.delete(child);
  if (status === 0) return;
  const said = `${stdout}${stderr}`.trim().split("\n").slice(-PRINTED_LINES).join("\n");
  // The launcher's own words are enough for a wrong environment file.
  if (status === 2) throw new Failure(said, 2);
  throw new Failure(`${args.join(" ")} ended with ${status ?? "a signal"}:\n${said}`, 1);
}

/** What sends the CDK CLI to the target, and nowhere else. */
function environmentOf({ region, endpoint, credentials }: Target): Readonly<Record<string, string>> {
  return {
    AWS_REGION: region,
    CDK_DISABLE_CLI_TELEMETRY: "true",
    CDK_DISABLE_VERSION_CHECK: "true",
    ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint, AWS_EC2_METADATA_DISABLED: "true" }),
    ...(credentials !== undefined && {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: "",
      AWS_PROFILE: "",
      AWS_CONFIG_FILE: "",
      AWS_SHARED_CREDENTIALS_FILE: "",
    }),
  };
}
