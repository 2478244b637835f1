import { argv, cwd, stderr, stdout } from "node:process";
import { Failure } from "./failure";
import { scanTemplates } from "./scan/scan-templates";

const print = (line: string) => stdout.write(`${line}\n`);

/** Runs a command from the workspace's root. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === "scan-templates" && args.length === 0) return scanTemplates(cwd(), print);
  throw new Failure(`no command ${JSON.stringify([command, ...args].join(" "))}`, 2);
}

try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  stderr.write(`${error.message}\n`);
  process.exitCode = error.code;
}
