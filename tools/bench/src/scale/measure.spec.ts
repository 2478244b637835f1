import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { manyEvents } from "./events";
import { measureReplay } from "./measure";

const invocation = (initMs: number, durationMs: number, change: object = {}) => ({
  outcome: "success",
  initMs,
  durationMs,
  maxMemoryMb: 80,
  node: "v24.0.0",
  apiCalls: [{ action: "s3:GetBucketAcl" }, { action: "logs:PutLogEvents" }, { action: "sts:AssumeRole" }],
  logs: ["äb", "c"],
  response: { assessment: ASSESSMENT_EXAMPLE },
  ...change,
});
const recording = (more: object = {}) => ({
  ...invocation(0, 20),
  apiCalls: [{ action: "dynamodb:Query" }, { action: "dynamodb:PutItem" }, { action: "dynamodb:Query" }],
  logs: ["recorded"],
  response: { findings: [] },
  ...more,
});
const lines = (...invocations: object[]): string =>
  invocations
    .map((one) => {
      const followUps = [{ invocations: [recording()], followUps: [] }];
      return `${JSON.stringify({ invocations: [one], followUps })}\n`;
    })
    .join("");

test("a replay is measured: durations undisturbed, bytes as CloudWatch counts them", () => {
  const replay = lines(invocation(500, 90), invocation(400, 80), invocation(0, 12), invocation(0, 10));
  expect(measureReplay(replay)).toEqual({
    events: { cold: 2, warm: 2 },
    node: "v24.0.0",
    initMs: 400,
    coldMs: 80,
    warmMs: 10,
    s3Calls: 1,
    logBytes: 3 + 26 + 1 + 26,
    maxMemoryMb: 80,
    assessmentBytes: Buffer.byteLength(JSON.stringify(ASSESSMENT_EXAMPLE)),
    recording: { warmMs: 20, logBytes: 8 + 26, reads: 2, writes: 1 },
  });
});

test("a replay without a register says so", () => {
  const judged = [invocation(500, 90), invocation(0, 10)].map((one) =>
    JSON.stringify({ invocations: [one] }),
  );
  expect(() => measureReplay(judged.join("\n"))).toThrow("no assessment that was recorded");
});

test.each([
  ["nothing", ""],
  ["no warm event", lines(invocation(500, 90))],
  ["no event that was judged", lines(invocation(500, 90), invocation(0, 10, { response: {} }))],
  ["no event that went well", lines(invocation(500, 90), invocation(0, 10, { outcome: "timeout" }))],
])("with %s it says what is missing", (_, replay) => {
  expect(() => measureReplay(replay)).toThrow("no cold and warm judged events");
});

test("many events are the same change with ids of their own", () => {
  const saved = JSON.stringify({
    id: "x",
    source: "aws.s3",
    detail: { eventID: "y", eventName: "PutBucketAcl" },
  });
  const events = manyEvents(saved, 300)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(300);
  expect(events[17]).toEqual({
    id: "00000000-0000-4000-8000-000000000011",
    source: "aws.s3",
    detail: { eventID: "00000000-0000-4000-8000-000000000011", eventName: "PutBucketAcl" },
  });
});
