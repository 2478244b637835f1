import { exposureSchema } from "@security-auto/assessment";
import type { EventPipeline } from "@security-auto/local-cloud";
import * as z from "zod/mini";
import { answerMs } from "../aws/answer-ms";
import type { CommandArguments } from "../command-line/command-line";
import { UsageError } from "../core/usage-error";
import { type Answered, ask, type Asked } from "../findings/ask";
import { findingsClients } from "../findings/clients";
import { failedCall } from "../findings/failed-call";
import type { RegisterPlace } from "../findings/register-place";
import type { Terminal } from "../output/terminal";

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

interface Around {
  readonly stack: EventPipeline;
  readonly place: RegisterPlace;
  readonly endpoint?: string;
  readonly json: boolean;
}

/**
 * Asks the function to accept or suppress a finding, and prints how it stands then.
 *
 * @returns 1 where the function failed, or a finding that is accepted stays open
 * @throws UsageError where the function cannot be called, or refuses it
 */
export async function exceptFinding(
  asked: Asked,
  { stack, place, endpoint, json }: Around,
  out: Terminal,
): Promise<0 | 1> {
  const { region, functionArn, accountId } = place;
  const { lambda, sts, dynamoDb } = findingsClients({ region, ...(endpoint !== undefined && { endpoint }) });
  const name = functionArn.slice(functionArn.lastIndexOf(":") + 1);
  const named = `the function ${name} of account ${accountId} in ${region}`;
  try {
    const answered = await ask(asked, { lambda, sts, functionArn, answerMs: answerMs(stack, functionArn) });
    if (!answered.success) {
      out.complain(`${named}: ${answered.error}; it can be asked for again`);
      return 1;
    }
    const { finding, until } = answered;
    const { id, transition } = finding;
    if (json) await out.print(JSON.stringify({ request: asked.request, id, transition, until }));
    else await out.print(answerInWords(asked, answered));
    return asked.request === "accept" && transition !== "closed" ? 1 : 0;
  } catch (error) {
    throw failedCall(error, named);
  } finally {
    for (const client of [lambda, sts, dynamoDb]) client.destroy();
  }
}

function answerInWords(
  { request, owner, reason }: Asked,
  { finding: { id, transition, because }, until }: Extract<Answered, { success: true }>,
): string {
  const who = `until ${until} by ${owner}: ${reason}`;
  if (request === "suppress")
    return `suppressed ${who}; ${id} stays open, and its changes are not mailed until then`;
  if (transition === "closed") return `accepted ${who}; ${id} is closed`;
  return `accepted ${who}; but ${id} stays open, because the bucket is more open than it was: ${because}`;
}
