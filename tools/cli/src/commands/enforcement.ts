import type { CommandArguments } from "../command-line/command-line";
import { howToCall } from "../command-line/usage";
import { UsageError } from "../core/usage-error";
import type { Terminal } from "../output/terminal";
import type { Answer } from "../remediation/answer";
import { askRestrict } from "./ask-restrict";

const VALUES = ["on", "off", "status"] as const;

/**
 * `enforcement -- [--json] [--environment NAME] [--endpoint URL] on|off|status`: whether remediation may write.
 *
 * @returns 1 where the function does not say that it is so then
 * @throws UsageError where the function cannot be called, or finds something wrong with the request
 */
export function enforcement(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const [word, ...others] = args.files;
  const asked = VALUES.find((each) => each === word);
  if (asked === undefined || others.length > 0)
    throw new UsageError(`enforcement takes one of ${VALUES.join(", ")}; ${howToCall("enforcement")}`);
  const request = {
    request: "enforcement",
    ...(asked !== "status" && { value: asked }),
  } as const;
  return askRestrict(
    request,
    args,
    {
      isDone: (answer) =>
        answer.enforcement !== undefined && ["status", answer.enforcement.value].includes(asked),
      words: inWords,
    },
    out,
  );
}

const MEANING = {
  on: "what the environment enforces is applied, and what is approved",
  off: "nothing is written to any bucket; plans are still made, and what was applied can be undone",
} as const;

function inWords({ enforcement }: Answer): readonly string[] {
  if (enforcement === undefined) return ["the function does not say whether remediation may write"];
  const { value, at, by } = enforcement;
  const since = at === undefined ? "" : ` since ${at}`;
  const who = by === undefined ? "" : `, by ${by}`;
  return [`enforcement is ${value}${since}${who}: ${MEANING[value]}`];
}
