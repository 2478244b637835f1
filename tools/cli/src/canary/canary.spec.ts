import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "@security-auto/testing";
import { canaryBucket, deleteBucket, makeBucket } from "./canary-bucket";
import { CANARY_CALL } from "./canary-place";
import type { CanaryClients } from "./clients";
import { watchChange } from "./watch-change";

const MEMBER = "444455556666";
const REGION = "us-west-2";

let aws: FakeAws;
let answers: (request: ReceivedRequest) => FakeAnswer;
let clients: CanaryClients;

beforeAll(async () => {
  aws = await startFakeAws((request) => answers(request));
  const config = {
    region: REGION,
    endpoint: aws.url,
    credentials: { accessKeyId: "AKIA", secretAccessKey: "secret" },
  };
  clients = {
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sts: new STSClient(config),
    logs: new CloudWatchLogsClient(config),
    dynamoDb: new DynamoDBClient(config),
  };
});
afterAll(() => aws.close());

const failed = (status: number, code: string): FakeAnswer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
});

test("a bucket that was made by an attempt whose answer was lost is the canary's", async () => {
  let attempts = 0;
  answers = () => (++attempts === 1 ? "reset" : failed(409, "BucketAlreadyOwnedByYou"));
  await makeBucket(canaryBucket(MEMBER, REGION), clients.s3);
  expect(attempts).toBe(2);
});

test.each([
  ["is not there", 404, "NoSuchBucket", undefined],
  ["may not be deleted", 403, "AccessDenied", "AccessDenied"],
])("a bucket that %s", async (_, status, code, thrown) => {
  answers = () => failed(status, code);
  const deleted = deleteBucket(canaryBucket(MEMBER, REGION), clients.s3);
  if (thrown === undefined) await deleted;
  else await expect(deleted).rejects.toMatchObject({ name: thrown });
});

test("in a log of much else, lines that stand behind the first page are found", async () => {
  const at = Date.now();
  const lines = [
    { event: { detail: { eventName: CANARY_CALL } } },
    { assessment: { call: CANARY_CALL, observedAt: new Date(at).toISOString() } },
  ];
  answers = ({ body }) => {
    const { nextToken } = JSON.parse(body) as { readonly nextToken?: string };
    const page = Number(nextToken ?? "0");
    const line = lines[page - 1];
    return {
      body: JSON.stringify({
        events: line === undefined ? [] : [{ timestamp: at + page, message: JSON.stringify(line) }],
        ...(page < lines.length && { nextToken: String(page + 1) }),
      }),
    };
  };
  const seen = await watchChange({
    bucket: canaryBucket(MEMBER, REGION),
    place: { accountId: "111122223333", region: REGION, logGroup: "/aws/lambda/security-auto-S3" },
    clients,
    calledAt: at,
    legs: ["event", "assessment"],
    until: at,
    signal: new AbortController().signal,
    seen: () => undefined,
  });
  expect(seen).toEqual({ event: at + 1, assessment: at + 2 });
});
