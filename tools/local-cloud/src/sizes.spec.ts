import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { QUEUE_ARN, target, TOPIC_ARN } from "../test/pipeline";

afterEach(stopClouds);

const MEBIBYTE = 1024 * 1024;
/** Logs the event whole, in one line, as the function of the stack does. */
const LOGS =
  "export const handler = async (event) => { process.stdout.write(JSON.stringify({ event }) + '\\n'); return event.id; };";

/** An event of exactly so many bytes. */
function eventOf(bytes: number, fill = "x"): object {
  const event = { ...EVENT, detail: { text: "" } };
  const left = bytes - Buffer.byteLength(JSON.stringify(event));
  return { ...event, detail: { text: fill.repeat(left / Buffer.byteLength(fill)) } };
}

function nested(levels: number): object {
  let detail: object = {};
  for (let level = 1; level < levels; level += 1) detail = { a: detail };
  return { ...EVENT, detail };
}

test.each([262_000, 262_144, 1_000_000])(
  "an event of %i bytes arrives, and is logged in one line",
  async (bytes) => {
    const cloud = await startPipeline({}, LOGS);
    const event = eventOf(bytes);
    const trace = await cloud.putEvent(event);
    expect(trace.invocations).toMatchObject([{ outcome: "success", response: "event-1" }]);
    expect(trace.invocations[0]?.logs.map(({ message }) => message)).toContain(JSON.stringify({ event }));
    expect(trace.lost).toEqual([]);
  },
);

test("a log line of more than 1 MB is split into log events, between characters", async () => {
  const cloud = await startPipeline({}, LOGS);
  const event = eventOf(MEBIBYTE - 1, "é");
  const { invocations } = await cloud.putEvent(event);
  const own = (invocations[0]?.logs ?? [])
    .filter(({ from }) => from === "stdout")
    .map(({ message }) => message);
  expect(own).toHaveLength(2);
  expect(own.join("")).toBe(JSON.stringify({ event }));
  expect(Math.max(...own.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(MEBIBYTE - 26);
});

describe("what EventBridge refuses is lost with the reason, and the events after it go on", () => {
  test.each<readonly [string, object, string]>([
    ["more than 1 MB", eventOf(MEBIBYTE + 1), "it has 1048577 bytes, EventBridge takes 1048576"],
    ["1,001 levels of detail", nested(1001), "nested more than 1000 levels deep"],
    ["6,000 levels", nested(6000), "nested more than 1000 levels deep"],
  ])("%s", async (_name, event, because) => {
    const cloud = await startPipeline();
    const trace = await cloud.putEvent(event);
    expect(trace).toMatchObject({ accepted: false, invocations: [], rules: [] });
    expect(trace.lost).toEqual([
      {
        what: "event",
        to: expect.any(String) as string,
        because: expect.stringContaining(because) as string,
      },
    ]);
    expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ outcome: "success" }]);
  });

  test.each([
    ["1 MB", eventOf(MEBIBYTE)],
    ["1,000 levels of detail", nested(1000)],
  ])("but not %s", async (_name, event) => {
    const cloud = await startPipeline();
    expect(await cloud.putEvent(event)).toMatchObject({
      accepted: true,
      invocations: [{ outcome: "success" }],
    });
  });
});

test.each([
  [262_144, 1, []],
  [262_145, 0, [{ ERROR_CODE: "INVALID_PARAMETER", RETRY_ATTEMPTS: "0" }]],
])(
  "SNS accepts 256 KB: of %i bytes %i are published, the rest is sent to the dead-letter queue at once",
  async (bytes, published, letters) => {
    const cloud = await startPipeline(target({ Arn: TOPIC_ARN, DeadLetterConfig: { Arn: QUEUE_ARN } }));
    const { notifications, deadLetters } = await cloud.putEvent(eventOf(bytes));
    expect(notifications.filter(({ subject }) => subject === "AWS Notification Message")).toHaveLength(
      published,
    );
    expect(deadLetters.map(({ attributes }) => attributes)).toMatchObject(letters);
  },
);
