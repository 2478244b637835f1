import { removeAbandonedFolders, TemporaryFolderError } from "@security-auto/temporary-folder";
import { type CommandArguments, parseCommandLine } from "./command-line/command-line";
import { type Terminal, terminal } from "./output/terminal";
import { watchOutput } from "./output/watch-output";
import { type CommandName, USAGE, usage } from "./command-line/usage";
import { UsageError } from "./core/usage-error";

/** Runs to the end and gives the exit code: 0 done, 1 the check said no, 2 it could not tell. Throws UsageError for the user's own mistake. */
type Command = (args: CommandArguments, out: Terminal) => Promise<0 | 1 | 2>;

/** Each is loaded when it is run: most need but a part of the SDK and of the local cloud, some neither. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  actions: async () => (await import("./commands/actions")).actions,
  approve: async () => (await import("./commands/approve")).approve,
  assess: async () => (await import("./commands/assess")).assess,
  canary: async () => (await import("./commands/canary")).canary,
  doctor: async () => (await import("./commands/doctor")).doctor,
  enforcement: async () => (await import("./commands/enforcement")).enforcement,
  findings: async () => (await import("./commands/findings")).findings,
  load: async () => (await import("./commands/load")).load,
  local: async () => (await import("./commands/local")).local,
  match: async () => (await import("./commands/match")).match,
  plan: async () => (await import("./commands/plan")).plan,
  policies: async () => (await import("./commands/policies")).policies,
  redrive: async () => (await import("./commands/redrive")).redrive,
  replay: async () => (await import("./commands/replay")).replay,
  report: async () => (await import("./commands/report")).report,
  start: async () => (await import("./commands/start")).start,
  sweep: async () => (await import("./commands/sweep")).sweep,
  undo: async () => (await import("./commands/undo")).undo,
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
    const status = args.help ? await printed(usage(name), out) : await run(name, args, out);
    const problem = output.problem();
    if (problem !== undefined) throw new UsageError(problem);
    return status;
  } catch (error) {
    if (error instanceof UsageError || error instanceof TemporaryFolderError) {
      out.complain(error.message);
      return 2;
    }
    // Loaded already where an error comes from it; commands that do without it are spared.
    const { LocalCloudError, LoopbackError } = await import("@security-auto/local-cloud");
    if (error instanceof LoopbackError) {
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

async function run(name: CommandName, args: CommandArguments, out: Terminal): Promise<0 | 1 | 2> {
  const command = await COMMANDS[name]();
  return command(args, out);
}

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(COMMANDS, name);
}

async function printed(text: string, out: Terminal): Promise<0> {
  for (const line of text.split("\n")) await out.print(line);
  return 0;
}
