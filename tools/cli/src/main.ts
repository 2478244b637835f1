import { LocalCloudError, LoopbackError } from "@security-auto/local-cloud";
import { removeAbandonedFolders, TemporaryFolderError } from "@security-auto/temporary-folder";
import { actions } from "./commands/actions";
import { approve } from "./commands/approve";
import { assess } from "./commands/assess";
import { canary } from "./commands/canary";
import { doctor } from "./commands/doctor";
import { enforcement } from "./commands/enforcement";
import { findings } from "./commands/findings";
import { load } from "./commands/load";
import { local } from "./commands/local";
import { match } from "./commands/match";
import { plan } from "./commands/plan";
import { policies } from "./commands/policies";
import { redrive } from "./commands/redrive";
import { replay } from "./commands/replay";
import { start } from "./commands/start";
import { sweep } from "./commands/sweep";
import { undo } from "./commands/undo";
import { type CommandArguments, parseCommandLine } from "./command-line/command-line";
import { type Terminal, terminal } from "./output/terminal";
import { watchOutput } from "./output/watch-output";
import { type CommandName, USAGE, usage } from "./command-line/usage";
import { UsageError } from "./core/usage-error";

/** Runs to the end and gives the exit code: 0 done, 1 the check said no, 2 it could not tell. Throws UsageError for the user's own mistake. */
type Command = (args: CommandArguments, out: Terminal) => Promise<0 | 1 | 2>;

const COMMANDS: Readonly<Record<CommandName, Command>> = {
  actions,
  approve,
  assess,
  canary,
  doctor,
  enforcement,
  findings,
  load,
  local,
  match,
  plan,
  policies,
  redrive,
  replay,
  start,
  sweep,
  undo,
};

/**
 * The command line: `COMMAND [options] [FILE...]`.
 *
 * @param root - the workspace's folder
 * @returns the exit code: 0 done, 1 the check said no, 2 bad use or input
 */
export async function main(
  name: string | undefined,
  argv: readonly string[],
  root: string,
): Promise<0 | 1 | 2> {
  const out = terminal();
  const output = watchOutput();
  removeAbandonedFolders();
  try {
    if (!isCommand(name)) {
      if (["--help", "-h", "help"].includes(name ?? "")) return await printed(usage(), out);
      const problem = name === undefined ? "no COMMAND given" : `no command ${JSON.stringify(name)}`;
      throw new UsageError(`${problem}; there are: ${Object.keys(USAGE).join(", ")}`);
    }
    const args = parseCommandLine(name, argv, root);
    const status = args.help ? await printed(usage(name), out) : await COMMANDS[name](args, out);
    const problem = output.problem();
    if (problem !== undefined) throw new UsageError(problem);
    return status;
  } catch (error) {
    if (
      error instanceof UsageError ||
      error instanceof TemporaryFolderError ||
      error instanceof LoopbackError
    ) {
      out.complain(error.message);
      return 2;
    }
    if (error instanceof LocalCloudError) {
      out.complain(`the synthesized stack cannot be run here: ${error.message}`);
      return 1;
    }
    // A mistake of ours. Its text may hold what strangers wrote, so Node must not print it.
    const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of report.split("\n")) out.complain(line);
    return 1;
  }
}

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(COMMANDS, name);
}

async function printed(text: string, out: Terminal): Promise<0> {
  for (const line of text.split("\n")) await out.print(line);
  return 0;
}
