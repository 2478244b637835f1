import { stopClouds } from "../test/cloud";
import { change, type Resources } from "../test/pipeline";
import { startWorker, WORK_ARN } from "../test/queue-worker";

afterEach(stopClouds);

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
  [
    "a dead-letter queue that takes messages of no queue",
    (r) => {
      change(r, "Dead", { RedriveAllowPolicy: { redrivePermission: "denyAll" } });
    },
    /redrive policy of work names dead, whose RedriveAllowPolicy does not allow work/,
  ],
  [
    "a dead-letter queue that takes messages of another queue",
    (r) => {
      change(r, "Dead", {
        RedriveAllowPolicy: { redrivePermission: "byQueue", sourceQueueArns: [`${WORK_ARN}-2`] },
      });
    },
    /redrive policy of work names dead, whose RedriveAllowPolicy does not allow work/,
  ],
  [
    "a dead-letter queue that names no queue",
    (r) => {
      change(r, "Dead", { RedriveAllowPolicy: { redrivePermission: "byQueue", sourceQueueArns: [] } });
    },
    /RedriveAllowPolicy has no 1 to 10 sourceQueueArns/,
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

test.each([
  ["every queue", { redrivePermission: "allowAll" }],
  ["the queue", { redrivePermission: "byQueue", sourceQueueArns: [WORK_ARN] }],
])("a dead-letter queue that takes messages of %s deploys", async (_what, RedriveAllowPolicy) => {
  const { notRun } = await startWorker((r) => {
    change(r, "Dead", { RedriveAllowPolicy });
  });
  expect(notRun).toEqual([]);
});
