import type { EventPipeline } from "@security-auto/local-cloud";
import { cloudTrailEvent } from "@security-auto/testing";
import { understandForwarded } from "./forwarded-event";

const CENTRAL = "111122223333";
const MEMBER = "444455556666";
const BUS = `arn:aws:events:us-west-2:${CENTRAL}:event-bus/central`;
const FUNCTION = `arn:aws:lambda:us-west-2:${CENTRAL}:function:judge`;

const stack: EventPipeline = {
  failureQueues: [],
  functions: [FUNCTION],
  eventSources: [],
  codeFolders: new Map(),
  timeouts: new Map(),
  topics: [],
  keys: new Map(),
  rules: [
    {
      name: "changes",
      arn: `arn:aws:events:us-west-2:${CENTRAL}:rule/central/changes`,
      bus: BUS,
      matches: () => true,
      targets: [{ arn: FUNCTION, takesEvent: true }],
    },
  ],
};

const owned = (accountId: string, bucket = "ledger") => [
  { type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}`, accountId },
];

const fateOf = (change: object, { envelope = {}, region = "eu-west-1" } = {}) => {
  const detail = { awsRegion: "eu-west-1", ...change };
  const event = {
    ...cloudTrailEvent({ eventName: "PutBucketTagging", account: MEMBER, region, bucket: "ledger", detail }),
    ...envelope,
  };
  const message = { id: "m", body: JSON.stringify(event), attributes: { TARGET_ARN: BUS } };
  const failed = understandForwarded(message, stack, { accountId: MEMBER, region });
  return failed.kind === "event" ? "taken" : failed.because;
};

/** Bucket made through the global endpoint: recorded in us-east-1, wherever the bucket is. */
const globalCreate = {
  eventName: "CreateBucket",
  awsRegion: "us-east-1",
  resources: undefined,
  requestParameters: {
    bucketName: "ledger",
    CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
  },
};
const accountCall = {
  eventName: "PutAccountPublicAccessBlock",
  requestParameters: {},
  resources: undefined,
};

describe("taken: what the account's own trail records of its own", () => {
  test.each<[string, string, object]>([
    ["a change of a bucket", "eu-west-1", {}],
    ["a change without the list of resources", "eu-west-1", { resources: undefined }],
    [
      "a change by somebody of another account",
      "eu-west-1",
      { userIdentity: { type: "AWSAccount", accountId: CENTRAL } },
    ],
    ["a change of the account's own settings", "eu-west-1", accountCall],
    ["a bucket made through the global endpoint", "us-east-1", globalCreate],
  ])("%s", (_what, region, change) => {
    expect(fateOf(change, { region })).toBe("taken");
  });
});

describe("not taken: what means another place than its envelope says", () => {
  const elsewhere = `means a change in account ${CENTRAL}`;

  test.each<[string, object, string]>([
    ["the owner of the bucket", { resources: owned(CENTRAL) }, elsewhere],
    [
      "the owner, behind another resource",
      { resources: [...owned(MEMBER, "x"), ...owned(CENTRAL)] },
      elsewhere,
    ],
    ["the account that receives", { resources: undefined, recipientAccountId: CENTRAL }, elsewhere],
    [
      "the account that receives, for its settings",
      { ...accountCall, recipientAccountId: CENTRAL },
      elsewhere,
    ],
    ["the region of the call", { awsRegion: "us-west-2" }, `${MEMBER} and region us-west-2`],
    [
      "the region of a bucket made where it is recorded",
      {
        ...globalCreate,
        awsRegion: "eu-west-1",
        requestParameters: {
          bucketName: "ledger",
          CreateBucketConfiguration: { LocationConstraint: "us-west-2" },
        },
      },
      `${MEMBER} and region us-west-2`,
    ],
  ])("%s", (_what, change, because) => {
    expect(fateOf(change)).toContain(because);
  });

  test("the region of another call than CreateBucket, where the global endpoint is recorded", () => {
    expect(fateOf({ awsRegion: "eu-west-1" }, { region: "us-east-1" })).toContain(
      `${MEMBER} and region eu-west-1, not ${MEMBER} and us-east-1`,
    );
  });

  test.each([
    ["account", { account: CENTRAL }],
    ["region", { region: "us-west-2" }],
    ["account, a list", { account: [MEMBER] }],
  ])("the envelope's %s", (_what, envelope) => {
    expect(fateOf({}, { envelope })).toContain(`is not of account ${MEMBER}`);
  });
});

describe("not taken: what means no change, so that nobody knows whose it is", () => {
  test.each([
    [
      "a call of another service",
      { eventSource: "iam.amazonaws.com" },
      "means no change of who can access a bucket",
    ],
    ["a call that only reads", { eventName: "GetBucketAcl" }, "means no change of who can access a bucket"],
    [
      "tags of what nobody is given access to",
      {
        eventName: "TagResource",
        requestParameters: { resourceArn: `arn:aws:s3:eu-west-1:${CENTRAL}:storage-lens/x` },
        resources: undefined,
      },
      "which nobody is given access to",
    ],
    ["no bucket", { requestParameters: null, resources: undefined }, "expected the name of a bucket"],
    ["no call", { eventName: 1 }, "detail.eventName"],
    ["a call that was refused", { errorCode: "AccessDenied" }, "changed nothing"],
  ])("%s", (_what, change, because) => {
    expect(fateOf(change)).toContain(because);
  });
});
