import { UsageError } from "../core/usage-error";
import type { CommandArguments } from "./command-line";
import type { OptionName } from "./options";
import { type CommandName, howToCall } from "./usage";

/** One of the uses of a command. */
export interface UseInWords {
  /** Such as `the list of findings`. */
  readonly called: string;
  /** Those that do something in it. */
  readonly options: readonly OptionName[];
}

/** @throws UsageError on an option that would do nothing in this use of a command */
export function refuseIdle(
  command: CommandName,
  { called, options }: UseInWords,
  { given }: Pick<CommandArguments, "given">,
): void {
  const idle = given.find((option) => !options.includes(option));
  if (idle !== undefined) throw new UsageError(`${called} takes no --${idle}; ${howToCall(command)}`);
}
