import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ASSESSMENT_EXAMPLE, type Remediation, REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import { openRegister, TABLE } from "@security-auto/register";
import {
  type FakeAnswer,
  type FakeAws,
  invokeBundle,
  nodesToTest,
  type ReceivedRequest,
  sessionAnswer,
  startFakeAws,
  stsError,
  temporaryFolder,
  useTable,
} from "@security-auto/testing";
import { BucketOverHttp } from "./s3-over-http";
import { openedTo } from "./stored-bucket";

const ROOT = resolve(__dirname, "../../..");
const TABLE_NAME = "security-auto";
const WRITE_ROLE = "security-auto-s3-restrict";
const POLICY = openedTo().policy ?? "";

const folder = temporaryFolder();
const table = useTable(TABLE_NAME, TABLE);

let bucket: BucketOverHttp;
/** The forms of every AssumeRole of the write role. */
let sessions: URLSearchParams[];
let published: Remediation[];
/** What answers in place of AWS. */
let failing: ((request: ReceivedRequest) => FakeAnswer | undefined) | undefined;
let aws: FakeAws;

beforeAll(async () => {
  cpSync(join(ROOT, "dist/apps/security-auto-s3-restrict"), folder.path, { recursive: true });
  const configuration = {
    role: "security-auto-S3-restrict",
    readRole: "security-auto-s3-read",
    writeRole: WRITE_ROLE,
    table: TABLE_NAME,
    privateBus: "security-auto",
    organization: { id: "o-exampleorg1", accounts: ["111122223333", "444455556666"], accountsComplete: true },
    invariants: [{ name: "inside", exposure: "organization", respond: { mode: "enforce" } }],
  };
  writeFileSync(join(folder.path, "configuration.json"), JSON.stringify(configuration));
  aws = await startFakeAws(answer);
});
afterAll(() => aws.close());
beforeEach(() => {
  [bucket, sessions, published, failing] = [new BucketOverHttp(), [], [], undefined];
  bucket.putPolicy(POLICY);
});

async function answer(request: ReceivedRequest): Promise<FakeAnswer> {
  const failed = failing?.(request);
  if (failed !== undefined) return failed;
  switch (request.signature.service) {
    case "dynamodb":
      return fromDynamoDb(request);
    case "sts":
      return assumed(request);
    case "events":
      return putOnBus(request);
    default:
      return bucket.answer(request);
  }
}

async function fromDynamoDb({ headers, body }: ReceivedRequest): Promise<FakeAnswer> {
  const endpoint = await table.client.config.endpoint?.();
  const kept = ["authorization", "content-type", "x-amz-date", "x-amz-target"];
  const response = await fetch(`http://${endpoint?.hostname ?? ""}:${endpoint?.port ?? 80}`, {
    method: "POST",
    headers: Object.fromEntries(kept.map((name) => [name, String(headers[name])])),
    body,
  });
  return { status: response.status, body: await response.text() };
}

function assumed({ body }: ReceivedRequest): FakeAnswer {
  const form = new URLSearchParams(body);
  const isToWrite = form.get("RoleArn")?.endsWith(`/${WRITE_ROLE}`) === true;
  if (isToWrite) sessions.push(form);
  return sessionAnswer(isToWrite ? "WRITER" : "READER", new Date(Date.now() + 900_000).toISOString());
}

function putOnBus({ body }: ReceivedRequest): FakeAnswer {
  const { Entries } = JSON.parse(body) as {
    readonly Entries: readonly { DetailType: string; Detail: string }[];
  };
  for (const { DetailType, Detail } of Entries) {
    expect(DetailType).toBe("S3 Remediation Changed");
    published.push(JSON.parse(Detail) as Remediation);
  }
  return { body: JSON.stringify({ FailedEntryCount: 0, Entries: [{ EventId: "1" }] }) };
}

const assessed = (more: object = {}) => ({
  ...ASSESSMENT_EXAMPLE,
  accountId: "444455556666",
  bucket: "ledger-archive",
  region: "eu-central-1",
  verdict: "violates",
  observedAt: new Date().toISOString(),
  ...more,
});
const batchOf = (...details: readonly unknown[]) => ({
  Records: details.map((detail, index) => ({
    messageId: `message-${index + 1}`,
    body: JSON.stringify({ detail }),
    eventSource: "aws:sqs",
  })),
});

describe.each(nodesToTest(ROOT))("the bundle under %s", (_name, node) => {
  const invoke = (event: unknown) =>
    invokeBundle(event, {
      node,
      folder: folder.path,
      functionName: "security-auto-S3-restrict",
      endpoint: aws.url,
    });
  const actions = async () =>
    (await openRegister(table.client, { tableName: TABLE_NAME }).partition("444455556666", "ledger-archive"))
      .actions;

  test("logs the batch whole before anything else; a violation is put right in a session for that alone, and undone byte for byte", async () => {
    const batch = batchOf(assessed({ eventTime: new Date(Date.now() - 60_000).toISOString() }));
    const { records, response } = await invoke(batch);
    const [time] = records.flatMap(({ TimeToRemediation }) => TimeToRemediation ?? []);
    expect(Math.round(Number(time) / 60_000)).toBe(1);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event: batch });
    expect(response).toMatchObject({ statusCode: 200, batchItemFailures: [] });
    expect(bucket.writes).toEqual(["PUT /ledger-archive/?policy of 444455556666 by WRITER"]);
    expect(bucket.policy).not.toBe(POLICY);
    expect(published.map(({ status }) => status)).toEqual(["planned", "applied"]);
    const optional = ["because", "notBefore", "requested"];
    expect(Object.keys(published[1] ?? {}).sort()).toEqual(
      Object.keys(REMEDIATION_EXAMPLE)
        .filter((key) => !optional.includes(key))
        .sort(),
    );

    const [session] = sessions;
    expect(session?.get("RoleArn")).toBe(`arn:aws:iam::444455556666:role/${WRITE_ROLE}`);
    expect(session?.get("DurationSeconds")).toBe("900");
    expect(session?.get("RoleSessionName")).toMatch(/^security-auto-S3-restrict@[0-9a-f]{16}-1$/);
    expect(JSON.parse(session?.get("Policy") ?? "")).toMatchObject({
      Statement: [
        { Effect: "Allow", Action: ["s3:PutBucketPolicy"], Resource: "arn:aws:s3:::ledger-archive" },
      ],
    });

    const [action] = await actions();
    const undone = await invoke({
      version: "1",
      request: "undo",
      action: action?.remediation.id,
      owner: "noor@example.com",
      reason: "the partner needs it",
      by: "arn:aws:iam::111122223333:user/noor",
    });
    expect(undone.response).toMatchObject({
      statusCode: 200,
      outcome: "undone",
      action: { status: "undone", requested: { owner: "noor@example.com" } },
    });
    expect(bucket.policy).toBe(POLICY);
    expect(sessions.map((form) => form.get("Policy"))).toEqual([
      session?.get("Policy"),
      session?.get("Policy"),
    ]);
  });

  test("a message for which STS gives no session is received again, and no other", async () => {
    failing = ({ signature, body }) =>
      signature.service === "sts" && body.includes(WRITE_ROLE) ? stsError(500, "InternalFailure") : undefined;
    const other = assessed({ scope: "account", bucket: null, verdict: "unknown" });
    const { records, response, warnings } = await invoke(batchOf(assessed(), other));
    expect(records).toContainEqual(
      expect.objectContaining({ FunctionName: "security-auto-S3-restrict", FailedMessages: 1 }),
    );
    expect(response).toMatchObject({ statusCode: 200, batchItemFailures: [{ itemIdentifier: "message-1" }] });
    expect(warnings).toMatchObject([{ level: "ERROR", messageId: "message-1" }]);
    expect([bucket.writes, published, await actions()]).toEqual([[], [], []]);
  });

  test("a role that cannot be assumed is told: nothing was written, and what stands is said", async () => {
    failing = ({ signature, body }) =>
      signature.service === "sts" && body.includes(WRITE_ROLE)
        ? stsError(403, "AccessDenied", "not authorized")
        : undefined;
    await invoke(batchOf(assessed()));
    expect(bucket.writes).toEqual([]);
    expect(published.at(-1)).toMatchObject({
      status: "failed",
      because: expect.stringContaining(
        `RoleNotAssumedError (status 403): the role arn:aws:iam::444455556666:role/${WRITE_ROLE} could not be assumed`,
      ) as unknown,
    });
  });

  test("a message without an assessment is received again, with a clear reason, and holds back no other", async () => {
    const { response, warnings } = await invoke(batchOf({}, assessed()));
    expect(response).toMatchObject({ batchItemFailures: [{ itemIdentifier: "message-1" }] });
    expect(warnings).toMatchObject([
      {
        error: {
          message: expect.stringContaining("message message-1 holds no assessment of version 1") as unknown,
        },
      },
    ]);
    expect(bucket.writes).toHaveLength(1);
  });

  test("nothing of the AWS SDK is loaded before the event is logged", async () => {
    const { atFirstLine, atEnd } = await invoke(batchOf(assessed()));
    const isNetwork = (module: string) => /NativeModule (https?|tls)$/.test(module);
    expect(atFirstLine.filter(isNetwork)).toEqual([]);
    expect(atEnd.filter(isNetwork)).not.toEqual([]);
  });

  test.each<[string, object, string]>([
    ["about an action that there is not", { request: "approve", action: "444455556666:other:1" }, "action"],
    [
      "for an undo that nobody answers for",
      { request: "undo", action: "a", owner: " ", reason: "x" },
      "owner",
    ],
    ["of another kind", { request: "forget" }, "request"],
  ])("a request %s is answered with 400, which names the place", async (_, more, path) => {
    const { response } = await invoke({ version: "1", by: "arn:aws:iam::111122223333:user/noor", ...more });
    const { statusCode, body } = Object(response) as { statusCode: number; body: string };
    expect({ statusCode, ...(JSON.parse(body) as object) }).toMatchObject({
      statusCode: 400,
      issues: [{ path }],
    });
  });

  test("what is no event is bad input", async () => {
    expect((await invoke({ hello: "world" })).response).toMatchObject({ statusCode: 400 });
  });
});
