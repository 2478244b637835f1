import type { Asked } from "./index";
import { EVENT, startPipeline, stopClouds } from "../test/cloud";

afterEach(stopClouds);

const READING = `
export const handler = async () => {
  const { AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN } = process.env;
  const authorization = "AWS4-HMAC-SHA256 Credential=" + AWS_ACCESS_KEY_ID + "/20260101/us-west-2/s3/aws4_request, SignedHeaders=host, Signature=0";
  const answer = await fetch(AWS_ENDPOINT_URL_S3, { headers: { authorization, "x-amz-security-token": AWS_SESSION_TOKEN } });
  return answer.status;
};`;

test("every decision is heard of, with who asked: services at the start and on the way, and the function itself", async () => {
  const heard: Asked[] = [];
  const cloud = await startPipeline({}, READING, {
    onDecision: (asked) => {
      heard.push(asked);
    },
  });
  await cloud.putEvent(EVENT);
  const decided = heard.map(({ request: { principal, action }, decision: { decision } }) => {
    const who =
      principal.kind === "aws" ? principal.roleArn?.split("/").at(-1) : Object.values(principal).at(-1);
    return `${String(who)} ${action} ${decision}`;
  });
  expect(new Set(decided)).toMatchInlineSnapshot(`
    Set {
      "lambda.amazonaws.com sts:AssumeRole allowed",
      "event-forwarding events:PutEvents allowed",
      "events.amazonaws.com sns:Publish allowed",
      "events.amazonaws.com sts:AssumeRole allowed",
      "execution-role lambda:InvokeFunction allowed",
      "function-role s3:ListAllMyBuckets implicitly denied",
      "function-role logs:CreateLogStream allowed",
      "function-role logs:PutLogEvents allowed",
    }
  `);
});

test("a question that was asked before is heard of again", async () => {
  const heard: Asked[] = [];
  const cloud = await startPipeline({}, undefined, {
    onDecision: (asked) => {
      heard.push(asked);
    },
  });
  const invocations = () => heard.filter(({ request }) => request.action === "lambda:InvokeFunction").length;
  await cloud.putEvent(EVENT);
  const once = invocations();
  await cloud.putEvent(EVENT);
  expect(invocations()).toBe(2 * once);
});
