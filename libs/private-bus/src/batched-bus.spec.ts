import { ASSESSMENT_REQUEST_EXAMPLE, DETAIL_TYPES } from "@security-auto/assessment";
import type { FakeAnswer } from "@security-auto/testing";
import { useScriptedBus } from "../test/scripted-bus";
import { batchedBus, MOST_ENTRIES } from ".";

const bus = useScriptedBus();

const named = (bucket: string) => ({
  detailType: DETAIL_TYPES.assessmentRequested,
  detail: JSON.stringify({ ...ASSESSMENT_REQUEST_EXAMPLE, bucket }),
});

function putAll(...buckets: readonly string[]) {
  const client = batchedBus({
    busName: "security-auto",
    region: "us-west-2",
    credentials: () => ({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret", sessionToken: "token" }),
    requestTimeoutMs: 200,
  });
  return client.putAll(buckets.map(named), new AbortController().signal).finally(() => {
    client.close();
  });
}

/** The buckets that each call asked for. */
const asked = () =>
  bus.received.map(({ body }) => {
    const { Entries } = JSON.parse(body) as { readonly Entries: readonly { readonly Detail: string }[] };
    return Entries.map(({ Detail }) => (JSON.parse(Detail) as { readonly bucket: string }).bucket);
  });

/** An answer with the error of each entry, or none. */
const entries = (...codes: readonly (string | undefined)[]): FakeAnswer => ({
  status: 200,
  body: JSON.stringify({
    FailedEntryCount: codes.filter((code) => code !== undefined).length,
    Entries: codes.map((code, index) =>
      code === undefined ? { EventId: `e-${index}` } : { ErrorCode: code, ErrorMessage: "not this one" },
    ),
  }),
});

test("several events are one call", async () => {
  bus.answers = [entries(undefined, undefined)];
  await putAll("one", "two");
  expect(asked()).toEqual([["one", "two"]]);
});

test("only what was not taken is put again", async () => {
  bus.answers = [
    entries(undefined, "ThrottlingException", "InternalFailure"),
    entries("InternalException", undefined),
    entries(undefined),
  ];
  await putAll("one", "two", "three");
  expect(asked()).toEqual([["one", "two", "three"], ["two", "three"], ["two"]]);
});

test("an entry that is refused for good holds back no other, and is thrown at last", async () => {
  bus.answers = [entries("MalformedDetail", "ThrottlingException", undefined), entries(undefined)];
  await expect(putAll("one", "two", "three")).rejects.toMatchObject({ code: "MalformedDetail" });
  expect(asked()).toEqual([["one", "two", "three"], ["two"]]);
});

test("what stays throttled is thrown after three tries", async () => {
  bus.answers = [entries("ThrottlingException")];
  await expect(putAll("one")).rejects.toMatchObject({ code: "ThrottlingException", attempts: 3 });
});

test("an answer that does not speak of each event is tried again", async () => {
  bus.answers = [entries(undefined), entries(undefined, undefined)];
  await putAll("one", "two");
  expect(asked()).toEqual([
    ["one", "two"],
    ["one", "two"],
  ]);
});

test.each([0, MOST_ENTRIES + 1])("%i events are refused before any call", async (count) => {
  await expect(putAll(...Array.from({ length: count }, (_, index) => `b-${index}`))).rejects.toThrow(
    RangeError,
  );
  expect(bus.received).toEqual([]);
});
