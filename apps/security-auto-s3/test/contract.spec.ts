import { ASSESSMENT_EXAMPLE, assessmentSchema, readAnswer } from "@security-auto/assessment";
import { DELEGATING, NO_ACCOUNT_BLOCK, PRIVATE, PUBLIC } from "./bucket-answers";
import { change } from "./change";
import type { Answer } from "./denying-aws";
import { type Event, instance, useDenyingAws } from "./instance";

const aws = useDenyingAws();

const called = (eventName: string, requestParameters: object | null, more: object = {}): Event => ({
  ...change,
  detail: { ...change.detail, eventName, requestParameters, ...more },
});

test("the example of the contract is what the function finds of a bucket that was opened to everyone", async () => {
  aws.allowed = { ...PUBLIC, ...NO_ACCOUNT_BLOCK };
  const { assessment } = await instance({}, () => Date.parse(ASSESSMENT_EXAMPLE.observedAt)).invoke();
  expect(assessment).toEqual(ASSESSMENT_EXAMPLE);
});

const SSO_USER = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:noor@example.com",
  arn: "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_DataSteward_0123456789abcdef/noor@example.com",
  accountId: "444455556666",
};

test.each<[string, Event, Readonly<Record<string, Answer>>]>([
  ["a bucket that nobody else can access", change, PRIVATE],
  ["a bucket whose policy delegates to access points", change, DELEGATING],
  ["a bucket of which every read is refused", change, {}],
  [
    "a change by a user of IAM Identity Center",
    called("DeleteBucketPolicy", { bucketName: "ledger-archive" }, { userIdentity: SSO_USER }),
    PRIVATE,
  ],
  ["an account's public access block", called("DeleteAccountPublicAccessBlock", null), NO_ACCOUNT_BLOCK],
  ["an account's public access block that cannot be read", called("PutAccountPublicAccessBlock", null), {}],
  [
    "an access point without its bucket",
    called("PutAccessPointPolicy", { name: "ledger-read" }, { resources: [] }),
    {},
  ],
])("what is found of %s is exactly the contract", async (_, event, allowed) => {
  aws.allowed = allowed;
  const { assessment } = await instance().invoke(event);
  expect(assessment).toBeDefined();
  // Keys that the schema does not name would be missing in what it reads.
  const written: unknown = JSON.parse(JSON.stringify(assessment));
  expect(assessmentSchema.parse(written)).toEqual(written);
});

test("an answer that was given before keeps to the contract too", async () => {
  aws.allowed = PRIVATE;
  const { invoke } = instance();
  await invoke();
  expect(readAnswer(await invoke())).toMatchObject({ success: true, assessment: { duplicate: true } });
});
