import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { type Finding, type FindingRequest, findingSchema } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import * as z from "zod/mini";
import { isCutOff } from "../aws/aws-error";
import { jsonIn } from "../core/json-in";
import { UsageError } from "../core/usage-error";

/** Who asks is added to it. */
export type Asked = Omit<FindingRequest, "version" | "by">;

interface Asking {
  readonly lambda: LambdaClient;
  readonly sts: STSClient;
  readonly functionArn: string;
  /** How long the function is waited for, in ms. */
  readonly answerMs: number;
}

export type Answered =
  /** How the finding stands now, and until when. */
  | { readonly success: true; readonly finding: Finding; readonly until: string }
  /** The function failed, or did not answer in time: it may be asked again. */
  | { readonly success: false; readonly error: string };

/**
 * Asks the function to accept or to suppress a finding, in the name of whoever's credentials these are.
 *
 * @throws UsageError where the function refuses it
 * @throws what the SDK throws when a call did not come through
 */
export async function ask(asked: Asked, { lambda, sts, functionArn, answerMs }: Asking): Promise<Answered> {
  const { Arn: by = "" } = await sts.send(new GetCallerIdentityCommand({}));
  const request: FindingRequest = { version: "1", ...asked, by };
  const limit = AbortSignal.timeout(answerMs);
  const invoke = new InvokeCommand({
    FunctionName: functionArn,
    InvocationType: "RequestResponse",
    Payload: JSON.stringify(request),
  });
  const invoked = await lambda.send(invoke, { abortSignal: limit }).catch((error: unknown) => {
    if (isCutOff(error, limit)) return undefined;
    throw error;
  });
  if (invoked === undefined) return failure(`no answer within ${answerMs / 1000} s`);
  return answerIn(invoked.Payload?.transformToString() ?? "", invoked.FunctionError);
}

const failure = (error: string) => ({ success: false, error }) as const;

const answerSchema = z.object({ finding: findingSchema, until: z.string() });
const refusalSchema = z.object({ statusCode: z.literal(400), body: z.string() });
const issuesSchema = z.object({
  error: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});
const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

function answerIn(payload: string, functionError: string | undefined): Answered {
  const value = jsonIn(payload);
  if (functionError !== undefined) {
    const error = errorSchema.safeParse(value);
    return failure(error.success ? `${error.data.errorType}: ${error.data.errorMessage}` : functionError);
  }
  const refused = refusalSchema.safeParse(value);
  if (refused.success) throw new UsageError(refusalInWords(refused.data.body));
  const answer = parse(answerSchema, value);
  return answer.success
    ? { success: true, ...answer.data }
    : failure("its answer is none of this version: is this the version that is deployed?");
}

/** Each thing that is wrong, by the option it stands in. */
function refusalInWords(body: string): string {
  const read = issuesSchema.safeParse(jsonIn(body));
  if (!read.success) return "the request was refused";
  const { error, issues } = read.data;
  const others = issues.filter(({ message }) => message !== error);
  if (others.length === 0) return error;
  return others.map(({ path, message }) => `--${path}: ${message}`).join("; ");
}
