import { DEFAULT_ENVIRONMENT } from "../environment/default-environment";

/** The commands of the launcher: `check` ends after the environment file, the others are the targets of the same names. */
export const COMMANDS = ["check", "synth", "diff", "deploy", "destroy"] as const;

export type Command = (typeof COMMANDS)[number];

type Parsed<T> =
  { readonly success: true; readonly data: T } | { readonly success: false; readonly error: string };

interface EnvironmentArguments {
  readonly environment: string;
  /** Everything else, in order. */
  readonly rest: readonly string[];
}

/** Takes `--environment=NAME` or `--environment NAME` out of the arguments. */
export function environmentArguments(args: readonly string[]): Parsed<EnvironmentArguments> {
  const names: string[] = [];
  const rest: string[] = [];
  const queue = [...args];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    if (argument === "--environment") names.push(queue.shift() ?? "");
    else if (argument.startsWith("--environment=")) names.push(argument.slice("--environment=".length));
    else rest.push(argument);
  }
  if (names.length > 1) return { success: false, error: "--environment is there twice" };
  if (names[0] === "") return { success: false, error: "--environment needs a name" };
  return { success: true, data: { environment: names[0] ?? DEFAULT_ENVIRONMENT, rest } };
}

interface LauncherArguments {
  readonly command: Command;
  readonly environment: string;
  /** Passed on to the CDK CLI. */
  readonly options: readonly string[];
}

/** `COMMAND [--environment=NAME] [options of the CDK CLI]`. */
export function launcherArguments(args: readonly string[]): Parsed<LauncherArguments> {
  const parsed = environmentArguments(args);
  if (!parsed.success) return parsed;
  const { environment, rest } = parsed.data;
  const [first, ...options] = rest;
  const command = COMMANDS.find((known) => known === first);
  if (command === undefined) return { success: false, error: `the command is one of ${COMMANDS.join(", ")}` };
  if ((command === "check" || command === "synth") && options.length > 0) {
    return {
      success: false,
      error: `${command} takes --environment=NAME and nothing else, not ${options.join(" ")}`,
    };
  }
  return { success: true, data: { command, environment, options } };
}
