import type { TraceParts } from "./index";
import { stopClouds } from "../test/cloud";
import { change, FUNCTION_ARN, type Resources } from "../test/pipeline";
import { grantWorker, sawOf, sendWork, startWorker, WORK_ARN } from "../test/queue-worker";

afterEach(stopClouds);

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
