import { join, resolve } from "node:path";
import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { type FakeAws, invokeBundle, nodesToTest, s3Error, startFakeAws } from "@security-auto/testing";

const ROOT = resolve(__dirname, "../../..");
const batch = {
  Records: [{ messageId: "message-1", body: JSON.stringify({ detail: ASSESSMENT_EXAMPLE }) }],
};

let aws: FakeAws;
beforeAll(async () => {
  aws = await startFakeAws(() => s3Error(403, "AccessDenied"));
});
afterAll(() => aws.close());

describe.each(nodesToTest(ROOT))("the bundle under %s", (_name, node) => {
  const invoke = (event: unknown) =>
    invokeBundle(event, {
      node,
      folder: join(ROOT, "dist/apps/security-auto-s3-restrict"),
      functionName: "security-auto-S3-restrict",
      endpoint: aws.url,
    });

  test("logs a batch whole before anything else, and answers 200", async () => {
    const { records, response } = await invoke(batch);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event: batch });
    expect(response).toMatchObject({ statusCode: 200, batchItemFailures: [] });
  });

  test("a message without an assessment fails, for the failure queue, with a clear reason", async () => {
    await expect(invoke({ Records: [{ messageId: "message-1", body: "{}" }] })).rejects.toThrow(
      "message message-1 holds no assessment of version 1: detail",
    );
  });

  test("answers 400 to what is no event", async () => {
    const { response } = await invoke({ hello: "world" });
    expect(response).toMatchObject({ statusCode: 400 });
  });
});
