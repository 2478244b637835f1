import { join, resolve } from "node:path";
import { type FakeAws, invokeBundle, nodesToTest, s3Error, startFakeAws } from "@security-auto/testing";

const ROOT = resolve(__dirname, "../../..");

let aws: FakeAws;
beforeAll(async () => {
  aws = await startFakeAws(() => s3Error(403, "AccessDenied"));
});
afterAll(() => aws.close());

const record = (messageId: string, body: unknown) => ({
  messageId,
  body: typeof body === "string" ? body : JSON.stringify(body),
  attributes: { SentTimestamp: "1772676000000" },
  eventSource: "aws:sqs",
});

describe.each(nodesToTest(ROOT))("the bundle under %s", (_name, node) => {
  const invoke = (event: unknown) =>
    invokeBundle(event, {
      node,
      folder: join(ROOT, "dist/apps/security-auto-sweep"),
      functionName: "security-auto-sweep",
      endpoint: aws.url,
    });

  test("logs a batch whole before anything else, and names the messages that are to be received again", async () => {
    const event = {
      Records: [record("unreadable", "no JSON"), record("of another version", { message: "page" })],
    };
    const { records, response } = await invoke(event);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event });
    expect(records).toContainEqual(
      expect.objectContaining({ FunctionName: "security-auto-sweep", FailedMessages: 2 }),
    );
    expect(response).toMatchObject({
      statusCode: 200,
      batchItemFailures: [{ itemIdentifier: "unreadable" }, { itemIdentifier: "of another version" }],
    });
  });

  test("a call that fails fails its message", async () => {
    const message = { version: "1", message: "settle", sweep: "sweep", check: 1 };
    const { response } = await invoke({ Records: [record("one", message)] });
    expect(response).toMatchObject({ batchItemFailures: [{ itemIdentifier: "one" }] });
  });

  test.each([
    ["what is neither a batch nor a request", { hello: "world" }, "not a batch of messages"],
    ["a request without who asks", { version: "1", request: "sweep" }, "not a request for a sweep"],
  ])("answers 400 to %s", async (_, event, error) => {
    const { response } = await invoke(event);
    expect(response).toMatchObject({ statusCode: 400, body: expect.stringContaining(error) as string });
  });
});
