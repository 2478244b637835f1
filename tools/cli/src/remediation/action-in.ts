import type { CommandArguments } from "../command-line/command-line";
import { type CommandName, howToCall } from "../command-line/usage";
import { UsageError } from "../core/usage-error";

/** @throws UsageError where the operands are not the id of one remediation */
export function actionIn(command: CommandName, { files }: Pick<CommandArguments, "files">): string {
  const [id, ...others] = files;
  if (id === undefined || others.length > 0)
    throw new UsageError(`${command} takes one ACTION: npm run actions lists them; ${howToCall(command)}`);
  return id;
}
