import type { CommandArguments } from "../command-line/command-line";
import { outcomeInWords } from "../output/outcome-in-words";
import type { Terminal } from "../output/terminal";
import { actionIn } from "../remediation/action-in";
import { askRestrict } from "./ask-restrict";

/**
 * `approve -- [--json] [--owner NAME] [--reason TEXT] [--environment NAME] [--endpoint URL] ACTION`: has a planned remediation applied.
 *
 * @returns 1 where it is not applied then
 * @throws UsageError where the function cannot be called, or finds something wrong with the request
 */
export function approve(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const { owner, reason } = args;
  const id = actionIn("approve", args);
  const request = {
    request: "approve",
    action: id,
    ...(owner !== undefined && { owner }),
    ...(reason !== undefined && { reason }),
  } as const;
  return askRestrict(
    request,
    args,
    {
      isDone: ({ outcome }) => outcome === "applied",
      words: (answer) => outcomeInWords(answer, { ...args, request: "approve", id }),
    },
    out,
  );
}
