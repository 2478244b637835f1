import type { Context } from "aws-lambda";

/** What the function looks at of the context that Lambda hands to it. */
export function lambdaContext(): Context {
  const context: Partial<Context> = {
    functionName: "security-auto-S3",
    functionVersion: "$LATEST",
    memoryLimitInMB: "256",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:111122223333:function:security-auto-S3",
    awsRequestId: "request-1",
    logStreamName: "2026/03/04/[$LATEST]0a1b2c3d4e5f",
    getRemainingTimeInMillis: () => 30_000,
  };
  return context as Context;
}
