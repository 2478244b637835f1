import { assessmentIn } from "@security-auto/assessment";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { isObject } from "../core/is-object";
import { jsonIn } from "../core/json-in";
import { isCutOff } from "../aws/aws-error";
import { failureIn } from "./failed-event";
import type { Step } from "./steps";

export interface StepClients {
  readonly lambda: LambdaClient;
  readonly sns: SNSClient;
  /** How long a function is waited for, in ms. */
  readonly answerMs: (functionArn: string) => number;
}

/** How a step ended; `said` is for a person, e.g. a verdict. */
export type StepOutcome =
  { readonly success: true; readonly said: string } | { readonly success: false; readonly error: string };

/**
 * Does one step for an event and waits for its end.
 *
 * @throws what the SDK throws when the call itself did not come through
 */
export async function takeStep(
  { kind, arn }: Step,
  event: string,
  { lambda, sns, answerMs }: StepClients,
): Promise<StepOutcome> {
  const name = arn.slice(arn.lastIndexOf(":") + 1);
  if (kind === "publish") {
    await sns.send(new PublishCommand({ TopicArn: arn, Message: event }));
    return { success: true, said: `published to ${name}` };
  }
  const limitMs = answerMs(arn);
  const limit = AbortSignal.timeout(limitMs);
  const invoke = new InvokeCommand({ FunctionName: arn, InvocationType: "RequestResponse", Payload: event });
  const invoked = await lambda.send(invoke, { abortSignal: limit }).catch((error: unknown) => {
    if (isCutOff(error, limit)) return undefined;
    throw error;
  });
  if (invoked === undefined) {
    const error = `${name} gave no answer within ${limitMs / 1000} s, and may have done its work all the same`;
    return { success: false, error };
  }
  const { FunctionError, Payload } = invoked;
  const answer = jsonIn(Payload?.transformToString() ?? "");
  if (FunctionError !== undefined) {
    return { success: false, error: `${name} failed again: ${failureIn(answer) ?? FunctionError}` };
  }
  const { statusCode, body } = isObject(answer) ? answer : {};
  if (statusCode !== 200) {
    const answered = isObject(answer)
      ? `${String(statusCode)} ${messageIn(body)}`
      : "what is no answer of ours";
    return { success: false, error: `${name} answered ${answered.trim()}` };
  }
  const verdict = assessmentIn(answer)?.verdict;
  return { success: true, said: `${name} answered 200${verdict === undefined ? "" : `, ${verdict}`}` };
}

/** The error and message inside an answer's body. */
function messageIn(body: unknown): string {
  const content = typeof body === "string" ? jsonIn(body) : undefined;
  if (!isObject(content)) return "";
  return [content["message"], content["error"]].filter((text) => typeof text === "string").join(": ");
}
