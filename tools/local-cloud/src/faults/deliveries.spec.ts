import { EVENT, startPipeline, stopClouds } from "../../test/cloud";
import { change } from "../../test/pipeline";
import type { Fault, FaultRule, FaultService, LocalCloud, Trace } from "../index";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startPipeline();
});
afterAll(stopClouds);

async function traceWith(...faults: readonly FaultRule[]): Promise<Trace> {
  cloud.setFaults(faults);
  return cloud.putEvent(EVENT);
}

const failing = (service: FaultService, kind: "AccessDenied" | "InternalError" | "SlowDown"): FaultRule => ({
  service,
  fault: { kind },
});

const errorCodes = ({ deadLetters }: Trace) => deadLetters.map(({ attributes }) => attributes["ERROR_CODE"]);

describe("a target that fails", () => {
  test.each<[string, FaultRule, object]>([
    [
      "without permission is not tried again",
      failing("sns", "AccessDenied"),
      { ERROR_CODE: "NO_PERMISSIONS", RETRY_ATTEMPTS: "0" },
    ],
    [
      "is tried again to the end of its retry policy",
      failing("sns", "InternalError"),
      {
        ERROR_CODE: "ERROR_FROM_TARGET",
        RETRY_ATTEMPTS: "185",
        EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      },
    ],
    [
      "because of too many calls, too",
      failing("lambda", "SlowDown"),
      { ERROR_CODE: "THROTTLING", RETRY_ATTEMPTS: "185" },
    ],
  ])("%s", async (_name, fault, attributes) => {
    const { deadLetters, lost } = await traceWith(fault);
    expect(deadLetters).toMatchObject([{ reason: "delivery", attributes }]);
    // The alarm's mail goes to the same topic.
    expect(lost.filter(({ what }) => what !== "alarm")).toEqual([]);
  });

  test("for a while gets its event in the end", async () => {
    const trace = await traceWith({ ...failing("sns", "InternalError"), times: 3 });
    expect(trace.notifications).toHaveLength(1);
    expect(trace.deadLetters).toEqual([]);
    expect(trace.faults).toHaveLength(3);
    expect(trace.faults[0]).toMatchObject({ service: "sns", call: "Publish", fault: "InternalError" });
  });

  test("with its dead-letter queue loses the event, and the trace says so", async () => {
    const trace = await traceWith(failing("sns", "AccessDenied"), failing("sqs", "InternalError"));
    expect(errorCodes(trace)).toEqual([]);
    expect(trace.lost).toMatchObject([
      { what: "event", because: expect.stringContaining("sqs:SendMessage") as string },
    ]);
  });
});

test.each(["AccessDenied", "InternalError"] as const)("logs that fail with %s keep no line", async (kind) => {
  const { invocations, lost } = await traceWith(failing("logs", kind));
  expect(invocations).toMatchObject([{ outcome: "success", logs: [] }]);
  expect(lost).toMatchObject([{ what: "log lines", because: expect.stringContaining(kind) as string }]);
});

describe("the function's process", () => {
  test.each<[string, Fault, object]>([
    ["crashes before the handler runs", { kind: "crash", at: "start" }, { errorType: "Runtime.ExitError" }],
    ["crashes while it runs", { kind: "crash", at: "middle" }, { errorType: "Runtime.ExitError" }],
    ["crashes before it answers", { kind: "crash", at: "end" }, { errorType: "Runtime.ExitError" }],
    [
      "runs out of memory",
      { kind: "out-of-memory", at: "middle" },
      { errorMessage: expect.stringMatching(/signal: (killed|aborted)/) as string },
    ],
  ])("%s: tried again, then in a queue", async (_name, fault, response) => {
    const { invocations, deadLetters, faults } = await traceWith({ service: "lambda", fault });
    expect(invocations).toMatchObject([{ outcome: "error", attempts: 3, response }]);
    expect(deadLetters).toMatchObject([{ reason: "on-failure" }]);
    expect(faults).toHaveLength(3);
  });

  test("is whole again after a crash", async () => {
    const { invocations, deadLetters } = await traceWith({
      service: "lambda",
      times: 1,
      fault: { kind: "crash", at: "middle" },
    });
    expect(invocations).toMatchObject([{ outcome: "success", attempts: 2, response: { saw: "event-1" } }]);
    expect(deadLetters).toEqual([]);
  });

  test("stands still for a while, and goes on", async () => {
    const { invocations } = await traceWith({
      service: "lambda",
      fault: { kind: "blocked-loop", at: "middle", ms: 20 },
    });
    expect(invocations).toMatchObject([{ outcome: "success", attempts: 1 }]);
    expect(invocations[0]?.durationMs).toBeGreaterThanOrEqual(20);
  });
});

test.each(["time-out", "blocked-loop"] as const)("%s: Lambda ends it", async (kind) => {
  const short = await startPipeline((resources) => {
    change(resources, "Function", { Timeout: 1 });
  });
  short.setFaults([{ service: "lambda", times: 1, fault: { kind, at: "middle" } }]);
  const { invocations } = await short.putEvent(EVENT);
  expect(invocations).toMatchObject([{ outcome: "success", attempts: 2 }]);
  expect(invocations[0]?.logs).toContainEqual(
    expect.objectContaining({
      message: expect.stringContaining("Task timed out after 1.00 seconds") as string,
    }),
  );
});
