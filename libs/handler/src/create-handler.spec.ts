import { Logger } from "@aws-lambda-powertools/logger";
import { capturedLogs, lambdaContext } from "@security-auto/testing";
import { createHandler, type Interpretation, type Invocation } from "./create-handler";
import { DeadlineExceededError } from "./deadline";

interface Delivery {
  readonly kind: "delivery";
  readonly parcel: unknown;
}

interface Pickup {
  readonly kind: "pickup";
  readonly place: unknown;
}

const issues = [{ path: "detail.eventTime", message: "expected a date-time" }];

function interpret(event: unknown): Interpretation<Delivery | Pickup> {
  const { kind } = (event ?? {}) as { readonly kind?: unknown };
  if (kind === "change") return { kind: "delivery", parcel: event };
  if (kind === "pickup") return { kind, place: event };
  if (kind === "other") return { kind, why: "GetObject changes nothing" };
  return { kind: "invalid", error: "Not a parcel", issues };
}

type Work = (task: Delivery | Pickup, invocation: Invocation) => Promise<object>;

beforeEach(() => {
  process.env["POWERTOOLS_LOGGER_LOG_EVENT"] = "true";
});

async function invoke(event: unknown, work: Work = () => Promise.resolve({}), remainingMs?: number) {
  const handler = createHandler({ interpret, work, logger: new Logger({ serviceName: "test" }) });
  return capturedLogs(() => handler(event, lambdaContext(remainingMs)));
}

const hostile = JSON.parse(
  '{"kind":"change","constructor":{"name":"x"},"__proto__":{"polluted":1},"empty":"","none":null,"list":[null,""]}',
) as unknown;

describe("what is logged", () => {
  test.each([
    ["a change", { kind: "change", n: 1 }],
    ["an event of another kind", { kind: "other" }],
    ["an event not understood", { kind: "nonsense", deep: { list: [1, { two: 2 }] } }],
    ["keys that a merge would drop", hostile],
    ["null", null],
    ["an empty text", ""],
    ["a list", [1, 2]],
    ["lone surrogates", { kind: "other", text: "\ud800" }],
  ])("%s: the whole event, first", async (_name, event) => {
    const { records } = await invoke(event);
    expect(records[0]?.["message"]).toBe("Lambda invocation event");
    expect(JSON.stringify(records[0]?.["event"])).toBe(JSON.stringify(event));
  });

  test("an event nested too deep for JSON.stringify: whole, as text, and the answer leaves it out", async () => {
    const text = `{"kind":"other","deep":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const { result, records } = await invoke(JSON.parse(text));
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event: text });
    expect(result).toMatchObject({
      value: {
        statusCode: 200,
        body: JSON.stringify({ message: "Event successfully logged", eventOmitted: true }),
      },
    });
  });

  test("function name, request id and remaining time in ms", async () => {
    const { records } = await invoke({ kind: "other" });
    expect(records[0]).toMatchObject({
      functionName: "security-auto-S3",
      requestId: "6f1c2a50-93d4-4a0e-9c1f-0d2f8a1b7c33",
      function_request_id: "6f1c2a50-93d4-4a0e-9c1f-0d2f8a1b7c33",
    });
    expect(records[0]?.["remainingTimeMs"]).toBeLessThanOrEqual(30_000);
    expect(records[0]?.["remainingTimeMs"]).toBeGreaterThan(0);
  });

  test("keys given during an invocation do not reach the next one", async () => {
    const logger = new Logger({ serviceName: "test" });
    const work: Work = (_task, invocation) => {
      invocation.logger.appendKeys({ changeId: "only-once" });
      return Promise.resolve({});
    };
    const handler = createHandler({ interpret, work, logger });
    await capturedLogs(() => handler({ kind: "change" }, lambdaContext()));
    const { records } = await capturedLogs(() => handler({ kind: "other" }, lambdaContext()));
    expect(records.filter((record) => "changeId" in record)).toEqual([]);
  });

  test("nothing of the event unless the environment asks for it", async () => {
    process.env["POWERTOOLS_LOGGER_LOG_EVENT"] = "false";
    const { records } = await invoke({ kind: "other" });
    expect(records.filter((record) => "event" in record)).toEqual([]);
  });
});

describe("an interpretation that has to be loaded", () => {
  const loading = (event: unknown) => Promise.resolve(interpret(event));

  test("comes after the event is logged, and is waited for", async () => {
    const handler = createHandler({
      interpret: (event) => {
        process.stdout.write('{"message":"loading"}\n');
        return loading(event);
      },
      work: () => Promise.resolve({ assessment: "fine" }),
      logger: new Logger({ serviceName: "test" }),
    });
    const { result, records } = await capturedLogs(() => handler({ kind: "change" }, lambdaContext()));
    expect(result).toMatchObject({ value: { assessment: "fine" } });
    expect(records.map(({ message }) => message).slice(0, 2)).toEqual(["Lambda invocation event", "loading"]);
  });

  test("that can't be loaded is a failure", async () => {
    const handler = createHandler({
      interpret: () => Promise.reject<Interpretation<Delivery>>(new Error("no such chunk")),
      work: () => Promise.resolve({}),
      logger: new Logger({ serviceName: "test" }),
    });
    const { result, records } = await capturedLogs(() => handler({ kind: "change" }, lambdaContext()));
    expect(result).toMatchObject({ status: "rejected", reason: { message: "no such chunk" } });
    expect(records[0]?.["event"]).toEqual({ kind: "change" });
  });
});

describe("the answer", () => {
  test("to a change: 200, the event, and what the work returned", async () => {
    const event = { kind: "change", n: 1 };
    const { result } = await invoke(event, () => Promise.resolve({ assessment: "fine" }));
    expect(result).toEqual({
      status: "fulfilled",
      value: {
        statusCode: 200,
        body: JSON.stringify({ message: "Event successfully logged", event }),
        assessment: "fine",
      },
    });
  });

  test.each([
    ["change", "delivery"],
    ["pickup", "pickup"],
  ])("to each kind of event that the function listens to: the work knows which: %s", async (kind, task) => {
    const { result } = await invoke({ kind }, (given) => Promise.resolve({ did: given.kind }));
    expect(result).toMatchObject({ value: { statusCode: 200, did: task } });
  });

  test("to another event: 200, and no work", async () => {
    const work = jest.fn<Promise<object>, []>();
    const { result } = await invoke({ kind: "other" }, work);
    expect(result).toMatchObject({
      value: {
        statusCode: 200,
        body: JSON.stringify({ message: "Event successfully logged", event: { kind: "other" } }),
      },
    });
    expect(work).not.toHaveBeenCalled();
  });

  test("to bad input: 400, the error and its places, and no work", async () => {
    const work = jest.fn<Promise<object>, []>();
    const { result } = await invoke({ kind: "nonsense" }, work);
    expect(result).toEqual({
      status: "fulfilled",
      value: {
        statusCode: 400,
        body: JSON.stringify({ message: "Error processing event", error: "Not a parcel", issues }),
      },
    });
    expect(work).not.toHaveBeenCalled();
  });

  test("to what only the work finds to be bad input: 400, the error and its places", async () => {
    const { result } = await invoke({ kind: "change" }, () =>
      Promise.resolve({ kind: "invalid", error: "There is no such parcel", issues }),
    );
    expect(result).toEqual({
      status: "fulfilled",
      value: {
        statusCode: 400,
        body: JSON.stringify({ message: "Error processing event", error: "There is no such parcel", issues }),
      },
    });
  });

  test("to no event at all: 400, as to bad input, after it is logged as null", async () => {
    const { result, records } = await invoke(undefined);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event: null });
    expect(result).toMatchObject({ value: { statusCode: 400 } });
    expect(records.find((record) => "InvalidEvents" in record)).toMatchObject({
      InvalidEvents: 1,
      FunctionName: "security-auto-S3",
    });
  });

  const ofBytes = (bytes: number) => {
    const empty = JSON.stringify({ kind: "other", text: "" }).length;
    return { kind: "other", text: "x".repeat(bytes - empty) };
  };

  test.each([
    ["64 KiB is echoed", ofBytes(65_536), false],
    ["64 KiB and a byte is left out", ofBytes(65_537), true],
    ["bytes count, not characters", { kind: "other", text: "é".repeat(40_000) }, true],
  ])("%s", async (_name, event, omitted) => {
    const { result, records } = await invoke(event);
    const body = JSON.stringify(
      omitted
        ? { message: "Event successfully logged", eventOmitted: true }
        : { message: "Event successfully logged", event },
    );
    expect(result).toMatchObject({ value: { statusCode: 200, body } });
    expect(records[0]?.["event"]).toEqual(event);
  });
});

describe("a failure", () => {
  test("is logged with its cause and rethrown", async () => {
    const failure = new Error("no verdict", { cause: new Error("S3 answered 503") });
    const { result, records } = await invoke({ kind: "change" }, () => Promise.reject(failure));
    expect(result).toEqual({ status: "rejected", reason: failure });
    expect(records.at(-1)).toMatchObject({
      level: "ERROR",
      error: { message: "no verdict", cause: { message: "S3 answered 503" } },
    });
  });

  test("of synchronous work is logged and rethrown too", async () => {
    const { result } = await invoke({ kind: "change" }, () => {
      throw new TypeError("at once");
    });
    expect(result).toMatchObject({ status: "rejected", reason: { message: "at once" } });
  });
});

describe("the deadline", () => {
  test("reaches the work as an aborted signal, 500 ms before Lambda's", async () => {
    let reason: unknown;
    const { result } = await invoke(
      { kind: "change" },
      (_change, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
            reject(new Error("aborted", { cause: signal.reason }));
          });
        }),
      520,
    );
    expect(reason).toBeInstanceOf(DeadlineExceededError);
    expect(result).toMatchObject({ status: "rejected", reason: { name: "DeadlineExceededError" } });
  });

  test("ends an invocation whose work takes no notice", async () => {
    const { result, records } = await invoke({ kind: "change" }, () => new Promise(() => undefined), 510);
    expect(result).toMatchObject({ status: "rejected", reason: { name: "DeadlineExceededError" } });
    expect(records.at(-1)).toMatchObject({ level: "ERROR", error: { name: "DeadlineExceededError" } });
  });
});
