import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import type { InvocationTrace, Trace } from "@security-auto/local-cloud";
import { assessmentOf, happenedIn, runsOf } from "./happened";

const run = (name: string, response: unknown): InvocationTrace => ({
  function: name,
  requestId: "r",
  outcome: "success",
  attempts: 1,
  initMs: 0,
  durationMs: 1,
  maxMemoryMb: 1,
  logStream: "",
  node: "v24.1.0",
  apiCalls: [],
  logs: [],
  response,
});

function trace(
  call: string,
  invocations: readonly InvocationTrace[],
  followUps: readonly Trace[] = [],
): Trace {
  return {
    event: { id: call, name: call, detailType: null },
    bus: "central",
    accepted: true,
    rules: [],
    invocations,
    notifications: [],
    imports: [],
    deadLetters: [],
    messages: [],
    alarms: [],
    denied: [],
    faults: [],
    lost: [],
    followUps,
  };
}

test("where two functions listen, and one sets off more events, each is looked at by itself", () => {
  const first = { assessment: ASSESSMENT_EXAMPLE };
  const happened = happenedIn([
    trace(
      "PutBucketPolicy",
      [run("closer", {}), run("judge", first)],
      [trace("PutBucketPublicAccessBlock", [run("closer", {}), run("judge", {})])],
    ),
  ]);
  expect(runsOf(happened, "judge").map(({ call }) => call)).toEqual([
    "PutBucketPolicy",
    "PutBucketPublicAccessBlock",
  ]);
  expect(assessmentOf(happened, "judge")).toEqual(ASSESSMENT_EXAMPLE);
  expect(assessmentOf(happened, "nobody")).toBeUndefined();
});
