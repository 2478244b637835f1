import type { RemediationRequest } from "@security-auto/assessment";
import { readEventPipeline } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import type { Terminal } from "../output/terminal";
import { askFunction } from "../register/ask-function";
import { type Answer, answerSchema } from "../remediation/answer";
import { restrictPlace } from "../remediation/restrict-place";
import { assemblyIn } from "../stack/local-stack";

/** Version and who asks are added to it. */
type Request<T = RemediationRequest> = T extends RemediationRequest ? Omit<T, "version" | "by"> : never;

/**
 * Asks the function that remediates, and prints what it answers.
 *
 * @param words - what the answer is for a person
 * @returns 1 where the function failed or refused, or `isDone` says that it did not do it
 * @throws UsageError where the function cannot be called, or finds something wrong with the request
 */
export async function askRestrict(
  request: Request,
  { root, endpoint, json }: Pick<CommandArguments, "root" | "endpoint" | "json">,
  {
    isDone,
    words,
  }: { readonly isDone: (answer: Answer) => boolean; readonly words: (answer: Answer) => readonly string[] },
  out: Terminal,
): Promise<0 | 1> {
  const stack = readEventPipeline(assemblyIn(root));
  const asked = await askFunction(request, answerSchema, {
    stack,
    place: restrictPlace(stack),
    command: "actions",
    ...(endpoint !== undefined && { endpoint }),
  });
  if (!asked.success) {
    out.complain(asked.error);
    return 1;
  }
  if (json) await out.print(JSON.stringify(asked.answer));
  else for (const line of words(asked.answer)) await out.print(line);
  return isDone(asked.answer) ? 0 : 1;
}
