import { type AnsweredAssessment, assessmentIn } from "@security-auto/assessment";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, parseScenario, startLocalCloud, type Trace } from "@security-auto/local-cloud";
import { ROOT } from "./command";
import { runsOfJudge } from "./runs-of-judge";

/** The real stack and the real bundle, in an organization with one member account. */
const scenario = parseScenario(
  {
    organization: { id: "o-exampleorg1", accounts: ["111122223333", "444455556666"] },
    accounts: [{ id: "444455556666", publicAccessBlock: { RestrictPublicBuckets: true } }],
    buckets: [
      { name: "own-bucket", account: "111122223333", region: "us-west-2", ownership: "BucketOwnerEnforced" },
      {
        name: "member-bucket",
        account: "444455556666",
        region: "us-west-2",
        tags: { classification: "sensitive" },
      },
      {
        name: "half-read",
        account: "444455556666",
        region: "us-west-2",
        denied: ["GetBucketAcl", "GetBucketTagging"],
      },
    ],
  },
  "scenario",
);

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({
    assembly: join(ROOT, "dist/apps/infra/cdk.out"),
    scenario,
    members: [
      {
        accountId: "444455556666",
        regions: ["us-west-2"],
        template: join(ROOT, "dist/apps/infra/member.template.json"),
      },
    ],
  });
});
afterAll(() => cloud.close());

const sample = JSON.parse(readFileSync(join(ROOT, "tools/cli/samples/tags-by-sso-user.json"), "utf8")) as {
  readonly id: string;
  readonly detail: Record<string, unknown>;
};

interface Change {
  readonly account: string;
  readonly bucket?: string;
  readonly call?: string;
  readonly changeId: string;
}

function eventOf({ account, bucket, call = "PutBucketTagging", changeId }: Change): object {
  return {
    ...sample,
    id: `delivery-of-${changeId}`,
    account,
    detail: {
      ...sample.detail,
      eventName: call,
      eventID: changeId,
      recipientAccountId: account,
      requestParameters: bucket === undefined ? {} : { bucketName: bucket },
      resources:
        bucket === undefined
          ? undefined
          : [{ accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` }],
    },
  };
}

const assessedIn = ({ invocations }: Trace): AnsweredAssessment | undefined =>
  assessmentIn(runsOfJudge(invocations)[0]?.response);

test.each<[string, Change, object]>([
  [
    "a bucket of the security account, read in the function's own role",
    { account: "111122223333", bucket: "own-bucket", changeId: "change-1" },
    {
      scope: "bucket",
      bucket: "own-bucket",
      exposure: { atLeast: "private", atMost: "private" },
      verdict: "holds",
    },
  ],
  [
    "a bucket of a member account, read in that account's role",
    { account: "444455556666", bucket: "member-bucket", changeId: "change-2" },
    { accountId: "444455556666", verdict: "holds", facets: { tags: "present", policy: "absent" } },
  ],
  [
    "a bucket of which two reads are refused",
    { account: "444455556666", bucket: "half-read", changeId: "change-3" },
    { facets: { acl: "denied", tags: "denied", policy: "absent" }, isPublic: "unknown", verdict: "unknown" },
  ],
  [
    "a bucket that is deleted",
    { account: "444455556666", bucket: "no-longer-there", call: "DeleteBucket", changeId: "change-4" },
    { gone: true, isPublic: false, objects: "not-public", verdict: "holds" },
  ],
  [
    "the block of a whole account",
    { account: "444455556666", call: "PutAccountPublicAccessBlock", changeId: "change-5" },
    {
      scope: "account",
      accountPublicAccessBlock: { restrictPublicBuckets: true },
      facets: { accountPublicAccessBlock: "present" },
    },
  ],
])("assesses %s", async (_name, change, expected) => {
  const trace = await cloud.putEvent(eventOf(change));
  const runs = runsOfJudge(trace.invocations);
  expect(runs).toMatchObject([{ outcome: "success", attempts: 1 }]);
  expect(assessedIn(trace)).toMatchObject({ ...expected, changeId: change.changeId });
  const s3Calls = runs[0]?.apiCalls.filter(({ action }) => action.startsWith("s3:")) ?? [];
  expect(s3Calls.length).toBeLessThanOrEqual(8);
});

/** What every assessment has, of a bucket, a bucket that is deleted, or an account. */
const KEYS = [
  "changeId",
  "call",
  "actor",
  "bucket",
  "accountId",
  "region",
  "eventTime",
  "observedAt",
  "exposure",
  "isPublic",
  "evidence",
  "invariants",
  "verdict",
  "facets",
];

test.each<[string, Change]>([
  ["a bucket", { account: "444455556666", bucket: "member-bucket", changeId: "keys-1" }],
  ["a bucket that is deleted", { account: "444455556666", bucket: "no-longer-there", changeId: "keys-2" }],
  ["an account", { account: "444455556666", call: "DeleteAccountPublicAccessBlock", changeId: "keys-3" }],
  ["an account without the read role", { account: "222233334444", bucket: "unread", changeId: "keys-4" }],
])("the assessment of %s has every key", async (_what, change) => {
  const assessment = assessedIn(await cloud.putEvent(eventOf(change)));
  expect(Object.keys(assessment ?? {})).toEqual(expect.arrayContaining(KEYS));
});

test("a change across accounts, recorded by the caller's and by the owner's trail, is one change", async () => {
  const recorded = (account: string, eventID: string): object => {
    const event = eventOf({ account: "111122223333", bucket: "own-bucket", changeId: eventID });
    const { detail } = event as { readonly detail: object };
    return {
      ...event,
      id: `delivery-of-${eventID}`,
      account,
      detail: { ...detail, sharedEventID: "shared-1", recipientAccountId: account },
    };
  };
  const first = assessedIn(await cloud.putEvent(recorded("444455556666", "of-caller")));
  const second = assessedIn(await cloud.putEvent(recorded("111122223333", "of-owner")));
  expect(first).toMatchObject({ changeId: "shared-1", accountId: "111122223333", verdict: "holds" });
  expect(second).toEqual({ ...first, duplicate: true });
});

test("answers a duplicate from memory, and marks it", async () => {
  const event = eventOf({ account: "111122223333", bucket: "own-bucket", changeId: "change-twice" });
  const first = await cloud.putEvent(event);
  const second = await cloud.putEvent(event);
  expect(assessedIn(first)).not.toHaveProperty("duplicate");
  expect(assessedIn(second)).toEqual({ ...assessedIn(first), duplicate: true });
  const [run] = runsOfJudge(second.invocations);
  expect(run?.apiCalls.filter(({ action }) => action.startsWith("s3:"))).toEqual([]);
});

test("an id that another bucket's change has been recorded under answers nothing", async () => {
  const made = eventOf({ account: "444455556666", bucket: "member-bucket", changeId: "same-id" });
  await cloud.putEvent(made);
  const trace = await cloud.putEvent(
    eventOf({ account: "111122223333", bucket: "own-bucket", changeId: "same-id" }),
  );
  expect(assessedIn(trace)).toMatchObject({ bucket: "own-bucket", accountId: "111122223333" });
  expect(assessedIn(trace)).not.toHaveProperty("duplicate");
});

test("judges a duplicate anew while a read is refused", async () => {
  const event = eventOf({ account: "444455556666", bucket: "half-read", changeId: "refused-twice" });
  await cloud.putEvent(event);
  const second = assessedIn(await cloud.putEvent(event));
  expect(second).toMatchObject({ verdict: "unknown" });
  expect(second).not.toHaveProperty("duplicate");
});

test("lists no read that was not made", async () => {
  const trace = await cloud.putEvent(
    eventOf({ account: "444455556666", bucket: "member-bucket", changeId: "facets-of-a-closed-bucket" }),
  );
  expect(Object.keys(assessedIn(trace)?.facets ?? {}).sort()).toEqual([
    "acl",
    "location",
    "ownership",
    "policy",
    "policyStatus",
    "publicAccessBlock",
    "tags",
  ]);
});

test("says which permission and role are missing, at WARN", async () => {
  const trace = await cloud.putEvent(
    eventOf({ account: "444455556666", bucket: "half-read", changeId: "change-6" }),
  );
  const warnings = runsOfJudge(trace.invocations)[0]
    ?.logs.map(({ message }) => message)
    .filter((line) => line.startsWith('{"level":"WARN"'))
    .map((line) => JSON.parse(line) as object);
  expect(warnings).toContainEqual(
    expect.objectContaining({
      permission: "s3:GetBucketAcl",
      role: "arn:aws:iam::444455556666:role/security-auto-s3-read",
    }),
  );
});
