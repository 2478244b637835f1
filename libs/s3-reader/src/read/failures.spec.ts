import { acl, PRIVATE_BUCKET } from "../../test/answers";
import { TARGET, useScriptedAws } from "../../test/environment";
import { failing, type Operation, type Script, type Scripted } from "../../test/scripted-aws";
import { S3ReadError } from "../aws/s3-read-error";

const { aws, reader } = useScriptedAws();

const policyAnswers = (...answers: readonly Scripted[]): Script => ({
  ...PRIVATE_BUCKET,
  GetBucketPolicy: answers,
});

const NOT_THERE = PRIVATE_BUCKET.GetBucketPolicy;

describe("what passes is tried again", () => {
  it.each<[string, Scripted]>([
    ["500 InternalError", failing(500, "InternalError")],
    ["503 ServiceUnavailable", failing(503, "ServiceUnavailable")],
    ["503 SlowDown", failing(503, "SlowDown")],
    ["a connection that is cut", "reset"],
  ])("%s", async (_, scripted) => {
    aws().play(policyAnswers(scripted, NOT_THERE));
    expect(await reader().readBucket(TARGET)).toMatchObject({
      facts: { facets: { policy: { state: "absent" } } },
    });
    expect(aws().count("GetBucketPolicy")).toBe(2);
    expect(aws().received).toHaveLength(8);
  });

  it("and the requests are counted", async () => {
    const answer = PRIVATE_BUCKET.GetBucketAcl;
    aws().play({
      ...PRIVATE_BUCKET,
      GetBucketAcl: [failing(500, "InternalError"), failing(502, "BadGateway"), answer],
    });
    expect(await reader().readBucket(TARGET)).toMatchObject({ requests: 9 });
  });
});

describe("what does not pass is thrown, for Lambda to try again", () => {
  it.each<[string, Scripted, { code?: string; status?: number }, number]>([
    ["5xx", failing(500, "InternalError"), { code: "InternalError", status: 500 }, 2],
    ["throttling", failing(503, "SlowDown"), { code: "SlowDown", status: 503 }, 2],
    [
      "throttling with another status",
      failing(429, "TooManyRequests"),
      { code: "TooManyRequests", status: 429 },
      2,
    ],
    ["a connection that is cut", "reset", {}, 2],
    ["a change that is under way", failing(409, "OperationAborted"), { code: "OperationAborted" }, 1],
  ])("%s", async (_, scripted, expected, tries) => {
    aws().play(policyAnswers(scripted));
    const reading = reader({ maxAttempts: 2 }).readBucket(TARGET);
    await expect(reading).rejects.toBeInstanceOf(S3ReadError);
    await expect(reading).rejects.toMatchObject({ ...expected, action: "s3:GetBucketPolicy" });
    expect(aws().count("GetBucketPolicy")).toBe(tries);
  });

  it("no answer in time", async () => {
    aws().play(policyAnswers("hang"));
    const reading = reader({ maxAttempts: 2, requestTimeoutMs: 100 }).readBucket(TARGET);
    await expect(reading).rejects.toMatchObject({ name: "S3ReadError", code: "TimeoutError" });
    expect(aws().count("GetBucketPolicy")).toBe(2);
  });

  it("says what was asked of which bucket, how often, and keeps the cause", async () => {
    aws().play(policyAnswers(failing(500, "InternalError")));
    await expect(reader({ maxAttempts: 2 }).readBucket(TARGET)).rejects.toMatchObject({
      message:
        "s3:GetBucketPolicy of bucket tidepool-ledger in us-west-2 did not answer (2 tries): InternalError: try later",
      cause: { name: "InternalError", $metadata: { httpStatusCode: 500 } },
    });
  });

  it.each<[Operation, string]>([
    ["GetBucketAcl", "<html>who are you?</html>"],
    ["GetBucketAcl", "<AccessControlPolicy><Owner>"],
    ["GetBucketAcl", "who are you?"],
    ["GetBucketAcl", ""],
    [
      "GetBucketAcl",
      "<AccessControlPolicy><AccessControlList><Grant/></AccessControlList></AccessControlPolicy>",
    ],
    ["GetBucketPolicy", ""],
    ["GetBucketPolicy", '{"Version":"2012-10-17","Statement":[{"Effect":"Al'],
    ["GetBucketPolicy", "who are you?"],
    ["GetBucketPolicyStatus", "<PolicyStatus/>"],
    ["GetBucketTagging", "<Tagging/>"],
    ["GetBucketTagging", "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>"],
    ["GetBucketLocation", "who are you?"],
    ["GetPublicAccessBlock", "<PublicAccessBlockConfiguration/>"],
    [
      "GetPublicAccessBlock",
      "<PublicAccessBlockConfiguration><IgnorePublicAcls>true</IgnorePublicAcls></PublicAccessBlockConfiguration>",
    ],
    ["GetBucketOwnershipControls", "<OwnershipControls/>"],
  ])("nonsense is not `absent`: %s %j", async (operation, body) => {
    aws().play({ ...PRIVATE_BUCKET, [operation]: { body } });
    await expect(reader().readBucket(TARGET)).rejects.toBeInstanceOf(S3ReadError);
  });

  it("nor is an error that can't be read `denied`", async () => {
    aws().play({ ...PRIVATE_BUCKET, GetBucketAcl: { status: 403, body: "who are you?" } });
    await expect(reader().readBucket(TARGET)).rejects.toBeInstanceOf(S3ReadError);
  });
});

describe("the deadline", () => {
  const over = new Error("the time is over");

  it.each<[string, Scripted]>([
    ["no answer", "hang"],
    ["half an answer", "begin and hang"],
  ])("ends the reading: %s", async (_, scripted) => {
    const deadline = new AbortController();
    let asked: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    aws().play({
      ...PRIVATE_BUCKET,
      GetBucketAcl: () => {
        asked();
        return scripted;
      },
    });
    const reading = reader({ requestTimeoutMs: 600_000 }).readBucket(TARGET, { signal: deadline.signal });
    const ended = expect(reading).rejects.toBe(over);
    await arrived;
    deadline.abort(over);
    await ended;
    expect(aws().count("GetBucketAcl")).toBe(1);
  });

  it("ends the wait before another try", async () => {
    const deadline = new AbortController();
    aws().play({
      ...PRIVATE_BUCKET,
      GetBucketAcl: () => {
        setImmediate(() => {
          deadline.abort(over);
        });
        return failing(503, "SlowDown");
      },
    });
    await expect(reader({ maxAttempts: 50 }).readBucket(TARGET, { signal: deadline.signal })).rejects.toBe(
      over,
    );
  });

  it("starts nothing when it has passed", async () => {
    aws().play({ ...PRIVATE_BUCKET, GetBucketAcl: acl() });
    await expect(reader().readBucket(TARGET, { signal: AbortSignal.abort(over) })).rejects.toBe(over);
    expect(aws().received).toEqual([]);
  });
});
