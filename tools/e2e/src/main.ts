import { argv, cwd, stderr, stdout } from "node:process";
import { TemporaryFolderError } from "@security-auto/temporary-folder";
import { endToEndArguments } from "./arguments";
import { Failure } from "./failure";
import { endCommands } from "./pipeline/cdk";
import { endToEnd } from "./pipeline/end-to-end";
import { Report } from "./pipeline/report";
import { Teardown } from "./pipeline/teardown";
import { scanTemplates } from "./scan/scan-templates";

const printLeft = (left: readonly string[]) => {
  for (const line of left) stderr.write(`not taken away: ${line}\n`);
};
const print = (line: string) => void stdout.write(`${line}\n`);

/** Follows events through the real stack, and takes away what it made, also when it fails or is interrupted. */
async function e2e(args: readonly string[]): Promise<0 | 1> {
  const parsed = endToEndArguments(args);
  const report = new Report(print);
  const teardown = new Teardown();
  const interrupted = (signal: NodeJS.Signals) => {
    void endCommands()
      .then(() => teardown.run())
      .then(printLeft)
      .finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  let left: readonly string[];
  try {
    await endToEnd(cwd(), parsed, report, teardown);
  } finally {
    left = await teardown.run();
    printLeft(left);
  }
  if (left.length > 0) return 1;
  print(`${report.checks} checks, all ok; what was made is taken away`);
  return 0;
}

/** Runs a command from the workspace's root. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === "e2e") return e2e(args);
  if (command === "scan-templates" && args.length === 0) return scanTemplates(cwd(), print);
  throw new Failure(`no command ${JSON.stringify([command, ...args].join(" "))}`, 2);
}

// The SDK warns of Node versions it will not support one day; the commands print their own lines only.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure) && !(error instanceof TemporaryFolderError)) throw error;
  stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof Failure ? error.code : 2;
}
