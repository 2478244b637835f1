import { at } from "./core/json";
import type { TraceParts } from "./index";
import { EVENT, stopClouds } from "../test/cloud";
import { change, document, FUNCTION_ARN, type Resources, target } from "../test/pipeline";
import { grantWorker, sendWork, startWorker, WORK_ARN } from "../test/queue-worker";

afterEach(stopClouds);

/** What each invocation saw, as `BODY RECEIVE_COUNT`; of one that failed nothing. */
const sawOf = ({ invocations }: Pick<TraceParts, "invocations">) =>
  invocations.map(({ response }) => at(response, "saw") ?? []);
const deadOf = ({ deadLetters }: Pick<TraceParts, "deadLetters">) =>
  deadLetters.map(({ queue, body, reason }) => `${queue}: ${body} (${reason})`);

const NINE = Array.from({ length: 9 }, (_, index) => `message ${index}`);

test.each<{
  readonly name: string;
  readonly messages: readonly string[];
  readonly change?: (resources: Resources) => void;
  /** Of each invocation. */
  readonly saw: readonly (readonly string[])[];
  readonly dead?: readonly string[];
  /** Messages in the queue at the end. */
  readonly left?: number;
}>([
  { name: "all went well", messages: ["a", "b"], saw: [["a 1", "b 1"]] },
  {
    name: "one of ten failed: only that one comes again",
    messages: [...NINE, "fails once"],
    saw: [[...NINE, "fails once"].map((body) => `${body} 1`), ["fails once 2"]],
  },
  {
    name: "one fails each time: the dead-letter queue has it after the third",
    messages: ["a", "fails"],
    saw: [["a 1", "fails 1"], ["fails 2"], ["fails 3"]],
    dead: ["dead: fails (max-receive-count)"],
  },
  {
    name: "the function throws: the whole batch failed",
    messages: ["a", "throws"],
    saw: [[], [], []],
    dead: ["dead: a (max-receive-count)", "dead: throws (max-receive-count)"],
  },
  {
    name: "an answer that is no list of failures: the whole batch failed",
    messages: ["a", "malformed"],
    saw: [1, 2, 3].map((count) => [`a ${count}`, `malformed ${count}`]),
    dead: ["dead: a (max-receive-count)", "dead: malformed (max-receive-count)"],
  },
  {
    name: "an empty identifier: the whole batch failed",
    messages: ["nameless"],
    saw: [1, 2, 3].map((count) => [`nameless ${count}`]),
    dead: ["dead: nameless (max-receive-count)"],
  },
  {
    name: "without ReportBatchItemFailures the answer says nothing",
    messages: ["a", "fails"],
    change: (resources) => {
      change(resources, "Mapping", { FunctionResponseTypes: [] });
    },
    saw: [["a 1", "fails 1"]],
  },
  {
    name: "a batch is no larger than BatchSize",
    messages: ["a", "b", "c"],
    change: (resources) => {
      change(resources, "Mapping", { BatchSize: 2 });
    },
    saw: [["a 1", "b 1"], ["c 1"]],
  },
  {
    name: "a mapping that is switched off delivers nothing",
    messages: ["a"],
    change: (resources) => {
      change(resources, "Mapping", { Enabled: false });
    },
    saw: [],
    left: 1,
  },
  {
    name: "a function that is switched off runs nothing, and the dead-letter queue has the message",
    messages: ["a"],
    change: (resources) => {
      change(resources, "Function", { ReservedConcurrentExecutions: 0 });
    },
    saw: [],
    dead: ["dead: a (max-receive-count)"],
  },
])("$name", async ({ messages, change: changed, saw, dead = [], left = 0 }) => {
  const cloud = await startWorker(changed);
  const trace = await sendWork(cloud, messages);
  expect(sawOf(trace)).toEqual(saw);
  expect(deadOf(trace)).toEqual(dead);
  expect(cloud.queue("work")?.depth).toBe(left);
  expect(
    cloud
      .queue("dead")
      ?.receive()
      .map(({ body }) => `dead: ${body} (max-receive-count)`),
  ).toEqual(dead);
  expect(trace.lost).toEqual([]);
});

test("the record of a message is Lambda's", async () => {
  const cloud = await startWorker(undefined, "export const handler = async ({ Records }) => Records[0];", {
    now: () => Date.UTC(2026, 0, 1),
  });
  const { invocations } = await sendWork(cloud, ["a"]);
  const now = String(Date.UTC(2026, 0, 1));
  expect(invocations[0]?.response).toEqual({
    messageId: expect.any(String) as string,
    receiptHandle: expect.any(String) as string,
    body: "a",
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: now,
      SenderId: expect.stringMatching(/^AIDA/) as string,
      ApproximateFirstReceiveTimestamp: now,
    },
    messageAttributes: {},
    md5OfBody: "0cc175b9c0f1b6a831c399e269772661",
    eventSource: "aws:sqs",
    eventSourceARN: WORK_ARN,
    awsRegion: "us-west-2",
  });
});

test.each(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])(
  "a role without %s is given nothing, and the denial is shown",
  async (missing) => {
    const needed = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
    const cloud = await startWorker((resources) => {
      grantWorker(
        resources,
        needed.filter((action) => action !== missing),
      );
    });
    const trace = await sendWork(cloud, ["a"]);
    expect(trace.invocations).toEqual([]);
    expect(trace.denied).toMatchObject([
      {
        principal: "arn:aws:sts::111122223333:assumed-role/function-role/logger",
        action: missing,
        resource: WORK_ARN,
      },
    ]);
    expect(cloud.queue("work")?.depth).toBe(1);
  },
);

test("a fault injected into the hand-over or the run makes the message come again", async () => {
  const cloud = await startWorker(undefined, undefined, {
    faults: [
      { service: "lambda", call: "Invoke", times: 1, fault: { kind: "SlowDown" } },
      { service: "lambda", call: "Run", times: 1, fault: { kind: "crash", at: "start" } },
    ],
  });
  const trace = await sendWork(cloud, ["a"]);
  expect(trace.faults).toMatchObject([{ fault: "SlowDown" }, { fault: "crash" }]);
  expect(sawOf(trace)).toEqual([[], ["a 3"]]);
});

describe("time", () => {
  test("delays and visibility timeouts order the messages, and take no time", async () => {
    const cloud = await startWorker((resources) => {
      change(resources, "Work", { DelaySeconds: 30 });
    });
    const began = performance.now();
    const trace = await sendWork(cloud, [
      { body: "last", delaySeconds: 900 },
      { body: "fails once", delaySeconds: 0 },
      "with the queue's delay",
      { body: "before the retry", delaySeconds: 50 },
    ]);
    expect(sawOf(trace).flat()).toEqual([
      "fails once 1",
      "with the queue's delay 1",
      "before the retry 1",
      "fails once 2",
      "last 1",
    ]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("a message that fails without a redrive policy stays in the queue, and the trace says so", async () => {
    const cloud = await startWorker((resources) => {
      change(resources, "Work", { RedrivePolicy: undefined });
    });
    const trace = await sendWork(cloud, ["fails"]);
    expect(sawOf(trace)).toEqual([1, 2, 3, 4, 5].map((count) => [`fails ${count}`]));
    expect(trace.lost).toMatchObject([{ what: "message", to: FUNCTION_ARN }]);
  });
});

test.each([
  [2, 2],
  [undefined, 5],
])("with a MaximumConcurrency of %s, %i invocations run at once", async (MaximumConcurrency, most) => {
  const cloud = await startWorker((resources) => {
    change(resources, "Mapping", {
      BatchSize: 1,
      ...(MaximumConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency } }),
    });
  }, "export const handler = () => new Promise((resolve) => setTimeout(() => resolve({ saw: process.pid }), 100));");
  const { invocations } = await sendWork(cloud, NINE);
  expect(invocations).toHaveLength(9);
  expect(new Set(sawOf({ invocations })).size).toBe(most);
});

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

test.each<[string, (resources: Resources) => void, RegExp]>([
  [
    "a queue that shows messages again too early",
    (r) => {
      change(r, "Work", { VisibilityTimeout: 9 });
    },
    /visibility timeout of work, 9 s, is less than the timeout of logger, 10 s/,
  ],
  [
    "a large batch without a window",
    (r) => {
      change(r, "Mapping", { BatchSize: 11 });
    },
    /BatchSize is more than 10: Lambda then needs a MaximumBatchingWindowInSeconds/,
  ],
  [
    "a concurrency of one",
    (r) => {
      change(r, "Mapping", { ScalingConfig: { MaximumConcurrency: 1 } });
    },
    /ScalingConfig is 1, Lambda takes 2 to 1000/,
  ],
])("%s would not deploy", async (_what, changed, message) => {
  await expect(startWorker(changed)).rejects.toThrow(message);
});

test.each<[string, (resources: Resources) => void, RegExp]>([
  [
    "another kind of source",
    (r) => {
      change(r, "Mapping", { EventSourceArn: "arn:aws:kinesis:us-west-2:111122223333:stream/s" });
    },
    /only queues are polled/,
  ],
  [
    "a filter",
    (r) => {
      change(r, "Mapping", { FilterCriteria: { Filters: [] } });
    },
    /it filters messages/,
  ],
  [
    "a queue of no stack",
    (r) => {
      change(r, "Mapping", { EventSourceArn: `${WORK_ARN}-2` });
    },
    /its source .* is not run/,
  ],
])("%s is listed as not run", async (_what, changed, why) => {
  const { notRun } = await startWorker(changed);
  expect(notRun).toMatchObject([{ logicalId: "Mapping", why: expect.stringMatching(why) as string }]);
});
