import { UnreadableItemError } from "@security-auto/register";
import { awsErrorInWords, isAwsError } from "../aws/aws-error";

/** What one check came to, on one line. */
export interface Check {
  readonly check: string;
  readonly result: "ok" | "wrong" | "not known";
  /** What was found, or why nothing was. */
  readonly because: string;
  /** The command that mends it. */
  readonly mend?: string;
}

export const ok = (check: string, because: string): Check => ({ check, result: "ok", because });

export const wrong = (check: string, because: string, mend: string): Check => ({
  check,
  result: "wrong",
  because,
  mend,
});

export const unknown = (check: string, because: string): Check => ({ check, result: "not known", because });

export const NOT_THE_SERVICE =
  "what answers is not that service of AWS: is the endpoint right? The local cloud has no CloudFormation";

/** Whether the SDK could make nothing of an answer. */
const isStrange = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("Deserialization error");

/** What a check comes to; where AWS refuses or does not answer, it is not known, and the others go on. */
export async function asked(check: string, ask: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UnreadableItemError)
      return [unknown(check, `${error.message}: is this the version that is deployed?`)];
    if (!isAwsError(error)) throw error;
    return [unknown(check, isStrange(error) ? NOT_THE_SERVICE : awsErrorInWords(error))];
  }
}

/** 0: all is well; 1: something is wrong; 2: nothing is, as far as could be told. */
export function exitCodeOf(checks: readonly Check[]): 0 | 1 | 2 {
  const has = (result: Check["result"]): boolean => checks.some((each) => each.result === result);
  return has("wrong") ? 1 : has("not known") ? 2 : 0;
}
