import type { Context } from "aws-lambda";

/** The type still asks for them; no runtime since Node 0.10 calls them. */
const callbacksOfOldRuntimes = Object.fromEntries(
  ["done", "fail", "succeed"].map((name) => [name, () => undefined]),
) as unknown as Pick<Context, "done" | "fail" | "succeed">;

/** The context that Lambda gives an invocation of `security-auto-S3` with `remainingMs` left, in 111122223333 and eu-central-1. */
export function lambdaContext(remainingMs = 30_000): Context {
  const end = Date.now() + remainingMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: "security-auto-S3",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:111122223333:function:security-auto-S3",
    memoryLimitInMB: "256",
    awsRequestId: "6f1c2a50-93d4-4a0e-9c1f-0d2f8a1b7c33",
    logGroupName: "/aws/lambda/security-auto-S3",
    logStreamName: "2026/03/04/[$LATEST]0a1b2c3d",
    getRemainingTimeInMillis: () => end - Date.now(),
    ...callbacksOfOldRuntimes,
  };
}
