import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { startFakeAws } from "@security-auto/testing";
import { takeStep } from "./take-step";

const FUNCTION = "arn:aws:lambda:us-west-2:111122223333:function:judge";

test("a function that never answers is waited for as long as it may take, and called once", async () => {
  let calls = 0;
  const aws = await startFakeAws(() => {
    calls++;
    return "hang";
  });
  const config = {
    region: "us-west-2",
    endpoint: aws.url,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  };
  const lambda = new LambdaClient(config);
  const clients = { lambda, sns: new SNSClient(config), answerMs: () => 200 };
  const outcome = await takeStep({ kind: "invoke", arn: FUNCTION }, "{}", clients);
  lambda.destroy();
  await aws.close();
  expect(outcome).toEqual({
    success: false,
    error: "judge gave no answer within 0.2 s, and may have done its work all the same",
  });
  expect(calls).toBe(1);
});
