import { InvokeCommand, type InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { EventPipeline } from "@security-auto/local-cloud";
import * as z from "zod/mini";
import { answerMs } from "../aws/answer-ms";
import { isCutOff } from "../aws/aws-error";
import { OPTIONS } from "../command-line/options";
import { jsonIn } from "../core/json-in";
import { UsageError } from "../core/usage-error";
import { registerClients } from "./clients";
import { type CallingCommand, failedCall } from "./failed-call";
import { functionInWords, type FunctionPlace } from "./function-place";

export interface Asking {
  readonly stack: EventPipeline;
  readonly place: FunctionPlace;
  readonly endpoint?: string;
  readonly command: CallingCommand;
}

export type Answered<T> =
  | { readonly success: true; readonly answer: T }
  /** The function failed, or did not answer in time: it may be asked again. */
  | { readonly success: false; readonly error: string };

/**
 * Invokes a function with what an operator asks for, in the name of whoever's credentials these are, and waits for its answer.
 *
 * @param request - version and who asks are added to it
 * @throws UsageError where the function cannot be called, or refuses the request
 */
export async function askFunction<T extends z.ZodMiniType>(
  request: object,
  answerSchema: T,
  { stack, place, endpoint, command }: Asking,
): Promise<Answered<z.output<T>>> {
  const { region, functionArn } = place;
  const what = functionInWords(place);
  const clients = registerClients({ region, ...(endpoint !== undefined && { endpoint }) });
  const ms = answerMs(stack, functionArn);
  const limit = AbortSignal.timeout(ms);
  try {
    const { Arn: by = "" } = await clients.sts.send(new GetCallerIdentityCommand({}));
    const invoke = new InvokeCommand({
      FunctionName: functionArn,
      InvocationType: "RequestResponse",
      Payload: JSON.stringify({ version: "1", ...request, by }),
    });
    const read = answerIn(await clients.lambda.send(invoke, { abortSignal: limit }), answerSchema);
    return read.success ? read : failure(`${what}: ${read.error}`);
  } catch (error) {
    if (isCutOff(error, limit)) return failure(`${what}: no answer within ${ms / 1000} s`);
    throw failedCall(error, what, command);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

function answerIn<T extends z.ZodMiniType>(
  { Payload, FunctionError }: InvokeCommandOutput,
  answerSchema: T,
): Answered<z.output<T>> {
  const value = jsonIn(Payload?.transformToString() ?? "");
  if (FunctionError !== undefined) {
    const error = errorSchema.safeParse(value);
    return failure(error.success ? `${error.data.errorType}: ${error.data.errorMessage}` : FunctionError);
  }
  const refused = refusalSchema.safeParse(value);
  if (refused.success) throw new UsageError(refusalInWords(refused.data.body));
  const read = answerSchema.safeParse(value);
  return read.success
    ? { success: true, answer: read.data }
    : failure("its answer is none of this version: is this the version that is deployed?");
}

const failure = (error: string) => ({ success: false, error }) as const;

const refusalSchema = z.object({ statusCode: z.literal(400), body: z.string() });
const issuesSchema = z.object({
  error: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});
const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

/** Each thing that is wrong, by the option or operand it stands in. */
function refusalInWords(body: string): string {
  const read = issuesSchema.safeParse(jsonIn(body));
  if (!read.success) return "the request was refused";
  const { error, issues } = read.data;
  const others = issues.filter(({ message }) => message !== error);
  if (others.length === 0) return error;
  return others.map(({ path, message }) => `${placeOf(path)}${message}`).join("; ");
}

function placeOf(path: string): string {
  if (path === "") return "";
  return Object.hasOwn(OPTIONS, path) ? `--${path}: ` : `${path}: `;
}
