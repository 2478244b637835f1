import type { CommandArguments } from "../command-line/command-line";
import { howToCall } from "../command-line/usage";
import { UsageError } from "../core/usage-error";
import { outcomeInWords } from "../output/outcome-in-words";
import type { Terminal } from "../output/terminal";
import { actionIn } from "../remediation/action-in";
import { askRestrict } from "./ask-restrict";

/**
 * `undo -- [--json] --owner NAME --reason TEXT [--expires DATE] [--force] [--environment NAME] [--endpoint URL] ACTION`: has a bucket
 * restored to what it had before a remediation, and left alone until then.
 *
 * @returns 1 where it is not undone then
 * @throws UsageError where the function cannot be called, or finds something wrong with the request
 */
export function undo(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const { owner, reason, expires, force } = args;
  const id = actionIn("undo", args);
  if (owner === undefined || reason === undefined)
    throw new UsageError(`undo needs --owner NAME and --reason TEXT; ${howToCall("undo")}`);
  const request = {
    request: "undo",
    ...{ action: id, owner, reason },
    ...(expires !== undefined && { expires }),
    ...(force && { force }),
  } as const;
  return askRestrict(
    request,
    args,
    {
      isDone: ({ outcome }) => outcome === "undone",
      words: (answer) => outcomeInWords(answer, { ...args, request: "undo", id }),
    },
    out,
  );
}
