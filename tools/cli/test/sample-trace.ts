import { emptyParts, type InvocationTrace, type Trace } from "@security-auto/local-cloud";

/** A change that one rule matched, and of which nothing came. */
export const MATCHED: Trace = {
  event: { id: "event-1", name: "PutBucketPolicy", detailType: "AWS API Call via CloudTrail" },
  bus: "SecurityAutomation",
  accepted: true,
  rules: [{ name: "changes", matched: true, mismatches: [] }],
  ...emptyParts(),
};

/** A run of the function that logged the event and found nothing wrong. */
export const RAN: InvocationTrace = {
  function: "security-auto-S3",
  requestId: "request-1",
  outcome: "success",
  attempts: 1,
  initMs: 0,
  durationMs: 1,
  maxMemoryMb: 50,
  logStream: "instance-1",
  node: "v24.0.0",
  apiCalls: [],
  logs: [
    {
      attempt: 1,
      from: "stdout",
      message: JSON.stringify({ message: "Lambda invocation event", event: { id: "event-1" } }),
    },
  ],
  response: {},
};
