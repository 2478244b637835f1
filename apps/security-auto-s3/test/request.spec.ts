import { ASSESSMENT_REQUEST_EXAMPLE, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { missing, NO_ACCOUNT_BLOCK, PRIVATE, PUBLIC } from "./bucket-answers";
import { change } from "./change";
import { type Event, instance, useDenyingAws } from "./instance";

const aws = useDenyingAws();

const REQUEST = { ...ASSESSMENT_REQUEST_EXAMPLE, accountId: "111122223333" };

const requested = (detail: unknown = REQUEST): Event => ({
  ...change,
  source: EVENT_SOURCE,
  "detail-type": DETAIL_TYPES.assessmentRequested,
  account: "111122223333",
  detail,
});

test("a request leads to a fresh read and judgment of the bucket that it names", async () => {
  aws.allowed = { ...PUBLIC, ...NO_ACCOUNT_BLOCK };
  const { requestId, requestedAt, reason, sweep } = REQUEST;
  const { assessment } = await instance().invoke(requested());
  expect(assessment).toMatchObject({
    version: "1",
    cause: "request",
    request: { requestId, requestedAt, reason, sweep },
    scope: "bucket",
    bucket: "ledger-archive",
    accountId: "111122223333",
    region: "eu-central-1",
    verdict: "violates",
  });
  expect(assessment).not.toHaveProperty("actor");
  expect(aws.calls).toHaveLength(8);
});

test("a request that waited in a queue is answered like one that was delivered", async () => {
  aws.allowed = { ...PUBLIC, ...NO_ACCOUNT_BLOCK };
  const { invoke } = instance();
  const { assessment } = await invoke({ Records: [{ body: JSON.stringify(requested()) }] });
  expect(assessment).toMatchObject({ cause: "request", bucket: "ledger-archive", verdict: "violates" });
});

test.each([
  ["no JSON", { Records: [{ body: "ledger-archive" }] }],
  ["no event", { Records: [{ body: "[]" }] }],
  ["no message", { Records: [] }],
])("a message that is %s is answered with 400, without a call", async (_, event) => {
  expect(await instance().invoke(event)).toMatchObject({ statusCode: 400 });
  expect(aws.calls).toEqual([]);
});

test("a request that comes twice is read twice: it asks how things are now", async () => {
  aws.allowed = PRIVATE;
  const { invoke } = instance();
  await invoke(requested());
  expect((await invoke(requested())).assessment).not.toHaveProperty("duplicate");
  expect(aws.calls).toHaveLength(14);
});

test("without a region the bucket is looked for in the function's own, and found where S3 says it is", async () => {
  aws.allowed = PRIVATE;
  const anywhere = { ...REQUEST, region: undefined };
  expect(await instance().invoke(requested(anywhere))).toMatchObject({
    assessment: { region: "eu-central-1", verdict: "holds" },
  });
});

test("of a bucket that was deleted the answer says so", async () => {
  aws.allowed = Object.fromEntries(Object.keys(PRIVATE).map((call) => [call, missing("NoSuchBucket")]));
  expect(await instance().invoke(requested())).toMatchObject({
    assessment: { gone: true, verdict: "holds" },
  });
});

test.each<[string, unknown, string]>([
  ["no object", "ledger-archive", "detail: expected object"],
  ["of another version", { ...REQUEST, version: "2" }, "detail.version: "],
  ["without an account", { ...REQUEST, accountId: undefined }, "detail.accountId: "],
  ["with an account that is none", { ...REQUEST, accountId: "ledger" }, "detail.accountId: "],
  ["with a bucket whose name leads elsewhere", { ...REQUEST, bucket: "../secrets" }, "detail.bucket: "],
  ["with a region that leads elsewhere", { ...REQUEST, region: "us-west-2.example.com/" }, "detail.region: "],
])("a request %s is answered with 400 and its place, without a call", async (_, detail, place) => {
  const running = instance();
  const answer = await running.invoke(requested(detail));
  expect(answer).toMatchObject({ statusCode: 400, body: expect.stringContaining(place) as string });
  expect(aws.calls).toEqual([]);
});

test.each([
  ["another source", { source: "aws.s3" }],
  ["another detail-type", { "detail-type": DETAIL_TYPES.assessed }],
])("an event with %s is no request", async (_, more) => {
  expect(await instance().invoke({ ...requested(), ...more })).not.toHaveProperty("assessment");
  expect(aws.calls).toEqual([]);
});
