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
