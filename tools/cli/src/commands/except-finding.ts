import { exposureSchema, type FindingRequest, findingSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import type { CommandArguments } from "../command-line/command-line";
import { UsageError } from "../core/usage-error";
import type { Terminal } from "../output/terminal";
import { askFunction, type Asking } from "../register/ask-function";

/** Who asks is added to it. */
type Asked = Omit<FindingRequest, "version" | "by">;

/** How the finding stands then, and until when. */
const answerSchema = z.object({ finding: findingSchema, until: z.string() });

/** @throws UsageError where an option is missing or is none of its values */
export function askedIn(request: Asked["request"], finding: string, args: CommandArguments): Asked {
  const { owner, reason, expires } = args;
  if (owner === undefined || reason === undefined || expires === undefined)
    throw new UsageError(`${request} needs --owner NAME, --reason TEXT and --expires DATE`);
  const exposure = z.optional(exposureSchema).safeParse(args.exposure);
  if (!exposure.success)
    throw new UsageError(`--exposure: expected one of ${exposureSchema.options.join(", ")}`);
  return {
    request,
    finding,
    owner,
    reason,
    expires,
    ...(exposure.data !== undefined && { exposure: exposure.data }),
  };
}

/**
 * Asks the function to accept or suppress a finding, and prints how it stands then.
 *
 * @returns 1 where the function failed, or a finding that is accepted stays open
 * @throws UsageError where the function cannot be called, or refuses it
 */
export async function exceptFinding(
  asked: Asked,
  { json, ...asking }: Asking & { readonly json: boolean },
  out: Terminal,
): Promise<0 | 1> {
  const answered = await askFunction(asked, answerSchema, asking);
  if (!answered.success) {
    if (answered.kind === "refused") throw new UsageError(answered.error);
    out.complain(answered.error);
    return 1;
  }
  const { finding, until } = answered.answer;
  const { id, transition } = finding;
  if (json) await out.print(JSON.stringify({ request: asked.request, id, transition, until }));
  else await out.print(answerInWords(asked, answered.answer));
  return asked.request === "accept" && transition !== "closed" ? 1 : 0;
}

function answerInWords(
  { request, owner, reason }: Asked,
  { finding: { id, transition, because }, until }: z.output<typeof answerSchema>,
): string {
  const who = `until ${until} by ${owner}: ${reason}`;
  if (request === "suppress")
    return `suppressed ${who}; ${id} stays open, and its changes are not mailed until then`;
  if (transition === "closed") return `accepted ${who}; ${id} is closed`;
  return `accepted ${who}; but ${id} stays open, because the bucket is more open than it was: ${because}`;
}
