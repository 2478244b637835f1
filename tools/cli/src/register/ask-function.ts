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
  /** `refused`: it cannot be done. `failed`: the function failed, or did not answer in time, and may be asked again. */
  | { readonly success: false; readonly kind: "refused" | "failed"; readonly error: string };

/**
 * Invokes a function with what an operator asks for, in the name of whoever's credentials these are, and waits for its answer.
 *
 * @param request - version and who asks are added to it
 * @throws UsageError where the function cannot be called, or finds something wrong with the request
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
    return read.success || read.kind === "refused" ? read : failed(inWords(what, read.error));
  } catch (error) {
    if (isCutOff(error, limit)) return failed(inWords(what, `no answer within ${ms / 1000} s`));
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
    return failed(error.success ? `${error.data.errorType}: ${error.data.errorMessage}` : FunctionError);
  }
  const refused = refusalSchema.safeParse(value);
  if (refused.success) return refusal(refused.data.body);
  const read = answerSchema.safeParse(value);
  return read.success
    ? { success: true, answer: read.data }
    : failed("its answer is none of this version: is this the version that is deployed?");
}

const failed = (error: string) => ({ success: false, kind: "failed", error }) as const;

const inWords = (what: string, error: string): string => `${what}: ${error}; it can be asked for again`;

const refusalSchema = z.object({ statusCode: z.literal(400), body: z.string() });
const issuesSchema = z.object({
  error: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});
const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

/** @throws UsageError that says of each thing which is wrong in which option or operand it stands */
function refusal(body: string): Answered<never> {
  const read = issuesSchema.safeParse(jsonIn(body));
  const { error = "the request was refused", issues = [] } = read.data ?? {};
  const wrong = issues.filter(({ message }) => message !== error);
  if (wrong.length === 0) return { success: false, kind: "refused", error };
  throw new UsageError(wrong.map(({ path, message }) => `${placeOf(path)}${message}`).join("; "));
}

function placeOf(path: string): string {
  if (path === "") return "";
  return Object.hasOwn(OPTIONS, path) ? `--${path}: ` : `${path}: `;
}
