import { EVENT, stopClouds } from "../test/cloud";
import { change, document, target } from "../test/pipeline";
import { grantWorker, sawOf, sendWork, startWorker, WORK_ARN } from "../test/queue-worker";

afterEach(stopClouds);

const TELLS_ID = `
export const handler = async ({ Records: [{ body }] }) => {
  const { id } = JSON.parse(body);
  if (id === "throws") throw new Error("failed");
  return { saw: id };
};`;

/** Sends the next number to its own queue, up to 40. */
const SENDS_ITSELF = `
export const handler = async ({ Records: [{ body }] }) => {
  const count = Number(body);
  if (count < 40)
    await fetch(process.env.AWS_ENDPOINT_URL_SQS, {
      method: "POST",
      headers: {
        authorization: "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/20260101/us-west-2/sqs/aws4_request",
        "x-amz-security-token": process.env.AWS_SESSION_TOKEN,
        "x-amz-target": "AmazonSQS.SendMessage",
      },
      body: JSON.stringify({ QueueUrl: "http://sqs/111122223333/work", MessageBody: String(count + 1), DelaySeconds: 5 }),
    });
  return { saw: count };
};`;

describe("what the function does stands in the trace of what sent the message", () => {
  test("of an event, when a rule sends it to the queue", async () => {
    const cloud = await startWorker((resources) => {
      target({ Arn: WORK_ARN })(resources);
      resources["WorkPolicy"] = {
        Type: "AWS::SQS::QueuePolicy",
        Properties: {
          Queues: [{ Ref: "Work" }],
          PolicyDocument: document({
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: WORK_ARN,
          }),
        },
      };
    }, TELLS_ID);
    const [first, second] = await Promise.all([
      cloud.putEvent(EVENT),
      cloud.putEvent({ ...EVENT, id: "throws" }),
    ]);
    expect(first).toMatchObject({ messages: [{ queue: "work" }], deadLetters: [] });
    expect(sawOf(first)).toEqual(["event-1"]);
    expect(second).toMatchObject({ messages: [{ queue: "work" }], deadLetters: [{ queue: "dead" }] });
    expect(second.invocations.map(({ outcome }) => outcome)).toEqual(["error", "error", "error"]);
  });

  test("and also what follows from messages that it sends itself, until a chain of sixteen is stopped", async () => {
    const cloud = await startWorker((resources) => {
      grantWorker(resources, ["sqs:*"]);
    }, SENDS_ITSELF);
    const trace = await sendWork(cloud, ["0"]);
    expect(sawOf(trace)).toEqual(Array.from({ length: trace.invocations.length }, (_, count) => count));
    expect(trace.invocations.length).toBeLessThanOrEqual(16);
    expect(trace.lost).toMatchObject([
      { what: "message", because: expect.stringContaining("caused each other") as string },
    ]);
  });

  test("a function with RecursiveLoop Allow goes on as long as it sends", async () => {
    const cloud = await startWorker((resources) => {
      grantWorker(resources, ["sqs:*"]);
      change(resources, "Function", { RecursiveLoop: "Allow" });
    }, SENDS_ITSELF);
    const trace = await sendWork(cloud, ["0"]);
    expect(trace.invocations).toHaveLength(41);
    expect(trace.lost).toEqual([]);
  });
});
