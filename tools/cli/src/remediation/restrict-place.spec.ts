import type { EventPipeline } from "@security-auto/local-cloud";
import { restrictPlace } from "./restrict-place";

const EMPTY: EventPipeline = {
  failureQueues: [],
  functions: [],
  timeouts: new Map(),
  codeFolders: new Map(),
  topics: [],
  rules: [],
  eventSources: [],
  keys: new Map(),
};
const QUEUE = "arn:aws:sqs:us-west-2:111122223333:sweep";

test.each<[string, EventPipeline]>([
  ["no queue is polled", EMPTY],
  [
    "what is polled takes no violations",
    {
      ...EMPTY,
      eventSources: [{ queue: QUEUE, function: "arn:aws:lambda:us-west-2:111122223333:function:sweep" }],
    },
  ],
])("where %s, remediation is off, and it is said how to switch it on", (_, stack) => {
  expect(() => restrictPlace(stack)).toThrow(
    'remediation is off in the environment: set "remediation": true in its file and deploy it, or name another with --environment',
  );
});
