import { ACCOUNT_BLOCK, missing, NO_ACCOUNT_BLOCK, PRIVATE, PUBLIC } from "./bucket-answers";
import { change } from "./change";
import type { Answer } from "./denying-aws";
import { type Event, instance, useDenyingAws } from "./instance";

const aws = useDenyingAws();

type Answers = Readonly<Record<string, Answer>>;

const put = (eventName: string, requestParameters: object | null, more: object = {}): Event => ({
  ...change,
  detail: { ...change.detail, eventName, requestParameters, ...more },
});

const allowing = (Principal: unknown, more: object = {}) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal,
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::ledger-archive/*",
      ...more,
    },
  ],
});
const opened = put("PutBucketPolicy", { policy: "", bucketPolicy: allowing("*") });
const aclOpened = put("PutBucketAcl", { acl: [""], "x-amz-acl": ["public-read"] });
const SETTINGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];
const block = (...on: readonly string[]) =>
  `<PublicAccessBlockConfiguration>${SETTINGS.map((name) => `<${name}>${on.includes(name)}</${name}>`).join("")}</PublicAccessBlockConfiguration>`;
const BUCKET_BLOCK = "GET /ledger-archive/?publicAccessBlock=";
const OWNERSHIP = "GET /ledger-archive/?ownershipControls=";
const enforced =
  "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>";
const closed: Answers = { ...PRIVATE, ...NO_ACCOUNT_BLOCK };

const found = async (event: Event, answers: Answers, readAt = "2026-03-04T09:17:05.120Z") => {
  aws.allowed = answers;
  const { assessment } = await instance({}, () => Date.parse(readAt)).invoke(event);
  if (assessment?.cause !== "change") throw new Error("not judged");
  return assessment;
};

test("a bucket that was opened and is closed again: how it is now, and beside it how it was", async () => {
  const assessment = await found(opened, closed);
  expect(assessment).toMatchObject({ verdict: "holds", exposure: { atMost: "private" } });
  expect(assessment.exposedAt).toEqual({
    eventTime: "2026-03-04T09:14:02Z",
    exposure: { atLeast: "public", atMost: "public" },
    invariants: [
      {
        name: "nothing-public",
        verdict: "violates",
        because:
          'exposure is at least public, the limit is external: bucket policy "statement 1", it allows anyone on the internet; the bucket\'s other settings are taken as they were read at 2026-03-04T09:17:05.120Z',
      },
    ],
  });
  expect(aws.calls).toHaveLength(8);
});

describe("what was opened and is closed again", () => {
  test.each<[string, Event, Answers]>([
    ["by a canned ACL", aclOpened, closed],
    [
      "by a grant in a header",
      put("PutBucketAcl", {
        accessControlList: { "x-amz-grant-write": 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' },
      }),
      closed,
    ],
    ["by the ACL that the bucket was made with", put("CreateBucket", { "x-amz-acl": "public-read" }), closed],
    [
      "by removing its public access block, under which its policy is public",
      put("DeleteBucketPublicAccessBlock", { publicAccessBlock: "" }),
      { ...PUBLIC, ...NO_ACCOUNT_BLOCK, [BUCKET_BLOCK]: block(...SETTINGS) },
    ],
    [
      "by a public access block that lets its policy count",
      put("PutBucketPublicAccessBlock", {
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: false, BlockPublicAcls: "true" },
      }),
      { ...PUBLIC, ...NO_ACCOUNT_BLOCK, [BUCKET_BLOCK]: block(...SETTINGS) },
    ],
    [
      "by a policy that another has replaced",
      opened,
      { ...closed, "GET /ledger-archive/?policy=": JSON.stringify(allowing({ AWS: "111122223333" })) },
    ],
  ])("%s", async (_, event, answers) => {
    expect((await found(event, answers)).exposedAt?.invariants).toMatchObject([{ name: "nothing-public" }]);
  });
});

describe("what may have been open: a setting that would have refused the call was changed as well", () => {
  test.each<[string, Event, Answers, string]>([
    ["the bucket's block", opened, { ...closed, [BUCKET_BLOCK]: block(...SETTINGS) }, "public access block"],
    [
      "the account's block",
      opened,
      { ...PRIVATE, [ACCOUNT_BLOCK]: block(...SETTINGS) },
      "account public access block",
    ],
    [
      "both blocks",
      opened,
      { ...PRIVATE, [BUCKET_BLOCK]: block("BlockPublicPolicy"), [ACCOUNT_BLOCK]: block("BlockPublicPolicy") },
      "public access block and the account public access block",
    ],
    [
      "the bucket's block, for an ACL",
      aclOpened,
      { ...closed, [BUCKET_BLOCK]: block(...SETTINGS) },
      "public access block",
    ],
    [
      "the bucket's block, and nothing else: the policy still stands",
      opened,
      { ...PUBLIC, ...NO_ACCOUNT_BLOCK, [BUCKET_BLOCK]: block(...SETTINGS) },
      "public access block",
    ],
    ["object ownership", aclOpened, { ...closed, [OWNERSHIP]: enforced }, "ownership"],
  ])("%s", async (_, event, answers, setting) => {
    const { exposedAt } = await found(event, answers);
    expect(exposedAt).toMatchObject({
      exposure: { atLeast: "private", atMost: "public" },
      invariants: [{ name: "nothing-public", verdict: "unknown" }],
    });
    expect(exposedAt?.invariants[0]?.because).toContain(
      `S3 would have refused the call under the ${setting} read then, so that was changed since; the bucket's other settings are taken as they were read at 2026-03-04T09:17:05.120Z`,
    );
  });
});

describe("nothing is said", () => {
  test.each<[string, Event, Answers]>([
    ["of what still stands: the assessment says it", opened, { ...PUBLIC, ...NO_ACCOUNT_BLOCK }],
    [
      "of what opened nothing",
      put("PutBucketPolicy", { bucketPolicy: allowing({ AWS: "111122223333" }) }),
      closed,
    ],
    ["where the event does not say what was put", put("PutBucketPolicy", { omitted: true }), closed],
    [
      "where the account's block cannot be read",
      opened,
      { ...PRIVATE, [ACCOUNT_BLOCK]: { status: 400, body: "<Error><Code>InvalidRequest</Code></Error>" } },
    ],
    [
      "where the bucket's block cut it off, and did not refuse it",
      opened,
      { ...closed, [BUCKET_BLOCK]: block("RestrictPublicBuckets") },
    ],
    [
      "where the account's block cut it off, and did not refuse it",
      aclOpened,
      { ...PRIVATE, [ACCOUNT_BLOCK]: block("IgnorePublicAcls", "RestrictPublicBuckets") },
    ],
    [
      "where the account's block cut it off, whatever the bucket's was",
      opened,
      { ...PRIVATE, [BUCKET_BLOCK]: block(...SETTINGS), [ACCOUNT_BLOCK]: block("RestrictPublicBuckets") },
    ],
    [
      "where the policy cannot be read: it may still stand",
      opened,
      {
        ...closed,
        "GET /ledger-archive/?policy=": { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" },
      },
    ],
    [
      "of a deleted bucket: its other settings are not known",
      opened,
      Object.fromEntries(Object.keys(PRIVATE).map((call) => [call, missing("NoSuchBucket")])),
    ],
    [
      "of a policy that AWS did not take for public, and that still stands",
      put("PutBucketPolicy", { bucketPolicy: allowing("*") }),
      {
        ...PUBLIC,
        ...NO_ACCOUNT_BLOCK,
        "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
      },
    ],
  ])("%s", async (_, event, answers) => {
    expect(await found(event, answers)).not.toHaveProperty("exposedAt");
  });
});

test("an event that says what was put is not answered by one that does not", async () => {
  aws.allowed = closed;
  const { invoke } = instance({}, () => Date.parse("2026-03-04T09:17:05.120Z"));
  await invoke(put("PutBucketPolicy", null));
  const { assessment } = await invoke(opened);
  expect(assessment).not.toHaveProperty("duplicate");
  expect(assessment).toHaveProperty("exposedAt");
  expect((await invoke(opened)).assessment).toMatchObject({ duplicate: true, exposedAt: {} });
});

describe("configuration is eventually consistent: what was put a moment ago and is not there is read again", () => {
  const invoked = async (later: Answers) => {
    aws.allowed = closed;
    // The first reading takes eight calls.
    const now = () => {
      if (aws.calls.length >= 8) aws.allowed = later;
      return Date.parse("2026-03-04T09:14:05.120Z");
    };
    return (await instance({}, now).invoke(opened)).assessment;
  };

  test("there it is: the bucket is open, and not said to be closed", async () => {
    const assessment = await invoked({ ...PUBLIC, ...NO_ACCOUNT_BLOCK });
    expect(assessment).toMatchObject({ verdict: "violates" });
    expect(assessment).not.toHaveProperty("exposedAt");
  });

  test("it is not there: it was closed", async () => {
    expect(await invoked(closed)).toMatchObject({
      verdict: "holds",
      exposedAt: { exposure: { atLeast: "public" } },
    });
    expect(aws.calls).toHaveLength(16);
  });
});

test("what was read before the call says nothing about what became of it", async () => {
  expect(await found(opened, closed, "2026-03-04T09:14:01.999Z")).not.toHaveProperty("exposedAt");
});
