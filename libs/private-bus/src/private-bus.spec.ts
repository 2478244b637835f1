import { ASSESSMENT_EXAMPLE, DETAIL_TYPES } from "@security-auto/assessment";
import type { FakeAnswer } from "@security-auto/testing";
import { TAKEN, useScriptedBus } from "../test/scripted-bus";
import { privateBus, PutEventError } from ".";

const bus = useScriptedBus();

function put(options: { readonly signal?: AbortSignal; readonly requestTimeoutMs?: number } = {}) {
  const { signal = new AbortController().signal, requestTimeoutMs = 200 } = options;
  const client = privateBus({
    busName: "security-auto",
    region: "us-west-2",
    credentials: () => ({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret", sessionToken: "token" }),
    requestTimeoutMs,
  });
  const event = { detailType: DETAIL_TYPES.assessed, detail: JSON.stringify(ASSESSMENT_EXAMPLE) };
  return client.put(event, signal).finally(() => {
    client.close();
  });
}

const failing = (status: number, code: string, message = "no"): FakeAnswer => ({
  status,
  body: JSON.stringify({ __type: `com.amazonaws.events#${code}`, message }),
});
const failedEntry = (ErrorCode: string): FakeAnswer => ({
  status: 200,
  body: JSON.stringify({ FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: "not this one" }] }),
});

test("an event is one signed call, for the bus, from our source", async () => {
  await put();
  const [request] = bus.received;
  expect(bus.received).toHaveLength(1);
  expect(request).toMatchObject({
    method: "POST",
    url: "/",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSEvents.PutEvents",
      "x-amz-security-token": "token",
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/us-west-2\/events\/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$/,
      ) as string,
    },
  });
  const { Entries } = JSON.parse(request?.body ?? "") as { readonly Entries: readonly { Detail: string }[] };
  expect(Entries).toEqual([
    {
      EventBusName: "security-auto",
      Source: "security-auto",
      DetailType: "S3 Bucket Assessed",
      Detail: expect.any(String) as string,
    },
  ]);
  expect(JSON.parse(Entries[0]?.Detail ?? "")).toEqual(ASSESSMENT_EXAMPLE);
});

describe("what may pass is tried again", () => {
  test.each<[string, FakeAnswer]>([
    ["throttling", failing(400, "ThrottlingException", "Rate exceeded")],
    ["an internal failure", failing(500, "InternalFailure")],
    ["an internal exception of another status", failing(400, "InternalException")],
    ["a service that is unavailable", failing(503, "ServiceUnavailable")],
    ["an entry that was throttled", failedEntry("ThrottlingException")],
    ["an entry that failed inside", failedEntry("InternalFailure")],
    ["an answer that is none", { status: 200, body: "<html>" }],
    ["an answer without entries", { status: 200, body: '{"FailedEntryCount":1}' }],
    ["a connection that is cut", "reset"],
    ["no answer", "hang"],
  ])("%s", async (_, answer) => {
    bus.answers = [answer, TAKEN];
    await put();
    expect(bus.received).toHaveLength(2);
  });
});

describe("what does not pass is thrown, for Lambda to try again", () => {
  test.each<[string, FakeAnswer, string, number]>([
    [
      "a role that may not",
      failing(400, "AccessDeniedException", "User: x is not authorized"),
      "AccessDeniedException",
      1,
    ],
    [
      "an event bus that does not exist",
      failing(400, "ResourceNotFoundException"),
      "ResourceNotFoundException",
      1,
    ],
    ["an entry that is not taken", failedEntry("MalformedDetail"), "MalformedDetail", 1],
    ["throttling without end", failing(400, "ThrottlingException"), "ThrottlingException", 3],
    ["a failing service", failing(500, "InternalFailure"), "InternalFailure", 3],
    ["no answer at all", "hang", "TimeoutError", 3],
  ])("%s", async (_, answer, code, attempts) => {
    bus.answers = [answer];
    const error = await put().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PutEventError);
    expect(error).toMatchObject({ code, attempts });
    expect(bus.received).toHaveLength(attempts);
  });

  test("and says what, where and why", async () => {
    bus.answers = [failing(400, "AccessDeniedException", "User: x is not authorized")];
    await expect(put()).rejects.toThrow(
      '"S3 Bucket Assessed" was not put on the event bus security-auto (one try): AccessDeniedException: User: x is not authorized',
    );
  });
});

test("once its signal is aborted a call ends with the signal's reason", async () => {
  bus.answers = ["hang"];
  const controller = new AbortController();
  const ended = put({ signal: controller.signal, requestTimeoutMs: 60_000 });
  while (bus.received.length === 0) await new Promise(setImmediate);
  controller.abort(new Error("the deadline"));
  await expect(ended).rejects.toThrow("the deadline");
  expect(bus.received).toHaveLength(1);
});
