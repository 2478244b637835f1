import { DeleteBucketCommand, GetPublicAccessBlockCommand } from "@aws-sdk/client-s3";
import { EVENT, startPipeline, stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { change, document, type Resources } from "../../test/pipeline";
import { allow, s3Of } from "../../test/services";

afterEach(stopClouds);

const NAME = `beats-${CENTRAL}-us-west-2-an`;
const ADMIN = { accountId: CENTRAL, userName: "ilse" };
const WITH_RIGHT = { BlockPublicAcls: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

function withHeartbeat(resources: Resources): void {
  resources["Bucket"] = {
    Type: "AWS::S3::Bucket",
    Properties: {
      BucketName: { "Fn::Sub": "beats-${AWS::AccountId}-${AWS::Region}-an" },
      BucketNamespace: "account-regional",
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    },
  };
  resources["BucketPolicy"] = {
    Type: "AWS::S3::BucketPolicy",
    Properties: {
      Bucket: { Ref: "Bucket" },
      PolicyDocument: document({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: { "Fn::Sub": "${Bucket.Arn}/*" },
      }),
    },
  };
  resources["ScheduleRole"] = {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "beat-role",
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": CENTRAL } },
      }),
      Policies: [
        {
          PolicyName: "beat",
          PolicyDocument: allow("s3:PutBucketPublicAccessBlock", `arn:aws:s3:::${NAME}`),
        },
      ],
    },
  };
  resources["Schedule"] = {
    Type: "AWS::Scheduler::Schedule",
    Properties: {
      Name: "beat",
      ScheduleExpression: "rate(1 hour)",
      FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
      Target: {
        Arn: "arn:aws:scheduler:::aws-sdk:s3:putPublicAccessBlock",
        RoleArn: { "Fn::GetAtt": ["ScheduleRole", "Arn"] },
        Input: JSON.stringify({
          Bucket: NAME,
          ExpectedBucketOwner: CENTRAL,
          PublicAccessBlockConfiguration: WITH_RIGHT,
        }),
      },
    },
  };
}

const start = (changed: (resources: Resources) => void = () => undefined) =>
  startPipeline((resources) => {
    withHeartbeat(resources);
    changed(resources);
  });

test("a bucket of a template is there, and a schedule's call on it changes it and is recorded", async () => {
  const cloud = await start();
  expect(cloud.notRun).toEqual([]);
  const trace = await cloud.fireSchedule("beat");
  expect(trace).toMatchObject({ call: "s3:PutBucketPublicAccessBlock", denied: [], lost: [] });
  expect(trace.followUps).toMatchObject([{ event: { name: "PutBucketPublicAccessBlock" } }]);
  const { PublicAccessBlockConfiguration } = await s3Of(cloud, ADMIN).send(
    new GetPublicAccessBlockCommand({ Bucket: NAME }),
  );
  expect(PublicAccessBlockConfiguration).toMatchObject(WITH_RIGHT);
});

test.each<[string, (resources: Resources) => void, object]>([
  [
    "a role that is for another account's schedules",
    (resources) => {
      change(resources, "ScheduleRole", {
        AssumeRolePolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "999900001111" } },
        }),
      });
    },
    { action: "sts:AssumeRole" },
  ],
  [
    "a role that may do it to another bucket",
    (resources) => {
      change(resources, "ScheduleRole", {
        Policies: [
          {
            PolicyName: "beat",
            PolicyDocument: allow("s3:PutBucketPublicAccessBlock", "arn:aws:s3:::another"),
          },
        ],
      });
    },
    { action: "s3:PutBucketPublicAccessBlock", decision: "implicitly denied" },
  ],
  [
    "a bucket policy that denies it",
    (resources) => {
      change(resources, "BucketPolicy", {
        PolicyDocument: document({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutBucketPublicAccessBlock",
          Resource: { "Fn::GetAtt": ["Bucket", "Arn"] },
        }),
      });
    },
    { action: "s3:PutBucketPublicAccessBlock", decision: "explicitly denied" },
  ],
])("%s: nothing changes, and what is lost is shown", async (_, changed, denied) => {
  const trace = await (await start(changed)).fireSchedule("beat");
  expect(trace.denied).toMatchObject([denied]);
  expect(trace.lost).toHaveLength(1);
});

test("a bucket that was deleted: the call is lost", async () => {
  const cloud = await start();
  await s3Of(cloud, ADMIN).send(new DeleteBucketCommand({ Bucket: NAME }));
  expect((await cloud.fireSchedule("beat")).lost).toMatchObject([
    { because: expect.stringContaining("404") as string },
  ]);
});

test("a call that is not made here is listed, and a name of another account's is refused", async () => {
  const cloud = await start((resources) => {
    const target = resources["Schedule"]?.Properties["Target"] as object;
    change(resources, "Schedule", {
      Target: { ...target, Arn: "arn:aws:scheduler:::aws-sdk:s3:deleteBucket" },
    });
  });
  expect(cloud.notRun).toMatchObject([{ logicalId: "Schedule" }]);
  await expect(
    start((resources) => {
      change(resources, "Bucket", { BucketName: "beats-999900001111-us-west-2-an" });
    }),
  ).rejects.toThrow("not of the account's own namespace");
});

test("a subscription that goes by the body of a message gets what matches", async () => {
  const cloud = await startPipeline((resources) => {
    change(resources, "Mail", {
      FilterPolicyScope: "MessageBody",
      FilterPolicy: { detail: { eventName: [{ "anything-but": ["Heartbeat"] }] } },
    });
  });
  const recipients = async (eventName: string) => {
    const trace = await cloud.putEvent({ ...EVENT, detail: { eventName } });
    return trace.notifications.map((notification) => notification.recipients.length);
  };
  expect(await recipients("Change")).toEqual([1]);
  expect(await recipients("Heartbeat")).toEqual([0]);
});
