import { at } from "./core/json";
import type { CallTrace } from "./index";
import { stopClouds } from "../test/cloud";
import { change } from "../test/pipeline";
import { grantWorker, sawOf, sendWork, startWorker } from "../test/queue-worker";

afterEach(stopClouds);

const SLOW = `
export const handler = async ({ Records }) => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { saw: Records.map(({ body }) => body), at: Date.now() };
};`;

/** Sends messages, and changes visibility, in the name of its role; its answer is what SQS said. */
const CALLS_SQS = `
const call = async (name, input) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_SQS, {
    method: "POST",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/20260101/us-west-2/sqs/aws4_request",
      "x-amz-security-token": process.env.AWS_SESSION_TOKEN,
      "x-amz-target": "AmazonSQS." + name,
    },
    body: JSON.stringify({ QueueUrl: "http://sqs/111122223333/work", ...input }),
  });
  return { status: answer.status, ...(await answer.json()) };
};
export const handler = async ({ Records: [{ body, receiptHandle, attributes: { ApproximateReceiveCount: count } }] }) => {
  const saw = body + " " + count;
  if (body === "hides itself" && count === "1") {
    await call("ChangeMessageVisibility", { ReceiptHandle: receiptHandle, VisibilityTimeout: 600 });
    throw new Error(saw);
  }
  if (body !== "sends two") return { saw };
  const Entries = ["first", "second"].map((Id) => ({ Id, MessageBody: Id, DelaySeconds: Id === "first" ? 20 : 10 }));
  return { saw, answer: await call("SendMessageBatch", { Entries }) };
};`;

const NEEDED = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

test("a message whose delay is skipped comes when no function runs any more", async () => {
  const cloud = await startWorker(undefined, SLOW);
  const trace = await sendWork(cloud, ["now", { body: "delayed", delaySeconds: 1 }]);
  expect(sawOf(trace)).toEqual([["now"], ["delayed"]]);
  const [first = 0, second = 0] = trace.invocations.map(({ response }) => Number(at(response, "at")));
  expect(second - first).toBeGreaterThanOrEqual(195);
});

test("a batch that is not full is gathered for as long as its window", async () => {
  const cloud = await startWorker((resources) => {
    change(resources, "Mapping", { BatchSize: 3, MaximumBatchingWindowInSeconds: 30 });
  });
  const trace = await sendWork(cloud, [
    "a",
    { body: "within", delaySeconds: 20 },
    { body: "later", delaySeconds: 60 },
    { body: "too late", delaySeconds: 120 },
  ]);
  expect(sawOf(trace)).toEqual([["a 1", "within 1"], ["later 1"], ["too late 1"]]);
  expect(sawOf(await sendWork(cloud, ["a", "b", "c", "d"]))).toEqual([["a 1", "b 1", "c 1"], ["d 1"]]);
});

test("in real time nobody waits for a delayed message, and what it leads to is a trace of its own", async () => {
  const cloud = await startWorker(undefined, undefined, { delays: "real" });
  const began = Date.now();
  const later = new Promise<CallTrace>((resolve) => {
    cloud.onCall((trace) => {
      if (trace.call === "sqs:ReceiveMessage") resolve(trace);
    });
  });
  const trace = await sendWork(cloud, ["a", { body: "delayed", delaySeconds: 1 }]);
  expect(sawOf(trace)).toEqual([["a 1"]]);
  expect(await later).toMatchObject({ caller: expect.stringMatching(/:role\//) as string });
  expect(sawOf(await later)).toEqual([["delayed 1"]]);
  expect(Date.now() - began).toBeGreaterThanOrEqual(999);
});

test("a cloud that is closed wakes nobody", async () => {
  const cloud = await startWorker(undefined, undefined, { delays: "real" });
  await sendWork(cloud, [{ body: "delayed", delaySeconds: 900 }]);
  await expect(cloud.close()).resolves.toBeUndefined();
});

test("a function sends a batch to its queue and hides a message, if its role may", async () => {
  const cloud = await startWorker((resources) => {
    grantWorker(resources, [...NEEDED, "sqs:SendMessage", "sqs:ChangeMessageVisibility"]);
  }, CALLS_SQS);
  const trace = await sendWork(cloud, ["hides itself", { body: "sends two", delaySeconds: 100 }]);
  expect(sawOf(trace).flat()).toEqual(["sends two 1", "second 1", "first 1", "hides itself 2"]);
  expect(trace.denied).toEqual([]);
});

test("a function without sqs:SendMessage sends nothing, and the denial is shown", async () => {
  const cloud = await startWorker(undefined, CALLS_SQS);
  const trace = await sendWork(cloud, ["sends two"]);
  expect(sawOf(trace)).toEqual(["sends two 1"]);
  expect(trace.invocations[0]?.response).toMatchObject({ answer: { status: 403 } });
  expect(trace.denied).toMatchObject([{ action: "sqs:SendMessage" }]);
});
