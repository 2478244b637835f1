import { GetBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { s3Error, sessionAnswer, stsError } from "./aws-answers";
import { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "./fake-aws";
import { readOperation } from "./read-operation";

let aws: FakeAws | undefined;
afterEach(() => aws?.close());

/** A client of each service, whose calls are answered like this. */
async function clients(answer: FakeAnswer) {
  const received: ReceivedRequest[] = [];
  aws = await startFakeAws((request) => {
    received.push(request);
    return answer;
  });
  const options = {
    region: "eu-west-3",
    endpoint: aws.url,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  };
  return { received, s3: new S3Client({ ...options, forcePathStyle: true }), sts: new STSClient(options) };
}

const POLICY = new GetBucketPolicyCommand({ Bucket: "ledger" });
const ROLE = new AssumeRoleCommand({
  RoleArn: "arn:aws:iam::444455556666:role/reader",
  RoleSessionName: "test",
});

test("the SDK reads a body, and the request tells who signed it and what it is", async () => {
  const { s3, received } = await clients({ body: "{}" });
  expect((await s3.send(POLICY)).Policy).toBe("{}");
  expect(received).toMatchObject([
    {
      method: "GET",
      url: "/ledger/?policy=",
      signature: { accessKeyId: "AKIAEXAMPLE", region: "eu-west-3", service: "s3" },
    },
  ]);
  expect(received.map(readOperation)).toEqual(["GetBucketPolicy"]);
});

test("the SDK reads an error of S3", async () => {
  const { s3 } = await clients(s3Error(404, "NoSuchBucketPolicy", "none"));
  await expect(s3.send(POLICY)).rejects.toMatchObject({ name: "NoSuchBucketPolicy", message: "none" });
});

test("the SDK reads a session of STS", async () => {
  const { sts, received } = await clients(sessionAnswer("ASIAEXAMPLE", "2099-01-01T00:00:00Z"));
  expect((await sts.send(ROLE)).Credentials).toMatchObject({
    AccessKeyId: "ASIAEXAMPLE",
    Expiration: new Date("2099-01-01T00:00:00Z"),
  });
  expect(received.map(readOperation)).toEqual(["AssumeRole"]);
});

test("the SDK reads an error of STS", async () => {
  const { sts } = await clients(stsError(403, "AccessDenied", "no"));
  await expect(sts.send(ROLE)).rejects.toMatchObject({ name: "AccessDenied", message: "no" });
});

test("a reset connection is an error of the network", async () => {
  const { s3 } = await clients("reset");
  await expect(s3.send(POLICY)).rejects.toThrow("socket hang up");
});

test.each(["hang", "begin and hang"] as const)(
  "a call that is answered with %s ends with the server",
  async (answer) => {
    const { s3, received } = await clients(answer);
    const ended = expect(s3.send(POLICY)).rejects.toThrow();
    while (received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await aws?.close();
    await ended;
  },
);
