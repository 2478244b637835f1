import { CfnCondition, Fn } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { HERE, testStack } from "../test/test-stack";
import { Heartbeat } from "./heartbeat";

const NAME = `s3-heartbeat-${HERE.account}-${HERE.region}-an`;

function templateWith(minutes = 60, isConditional = false): Template {
  const stack = testStack();
  const condition = new CfnCondition(stack, "Wanted", { expression: Fn.conditionEquals("a", "a") });
  new Heartbeat(stack, "Heartbeat", {
    bucketPrefix: "s3-heartbeat",
    scheduleName: "heartbeat",
    expression: `rate(${minutes} minutes)`,
    minutes,
    roleName: "heartbeat",
    policyName: "send",
    ...(isConditional && { condition }),
  });
  return Template.fromStack(stack);
}

test("the bucket is of the account's own namespace, closed, and stays empty", () => {
  const template = templateWith();
  template.hasResource("AWS::S3::Bucket", {
    Properties: {
      BucketName: NAME,
      BucketNamespace: "account-regional",
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
    DeletionPolicy: "Delete",
  });
  template.hasResourceProperties("AWS::S3::BucketPolicy", {
    PolicyDocument: {
      Statement: [
        Match.objectLike({
          Effect: "Deny",
          Action: "s3:*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
        Match.objectLike({ Effect: "Deny", Principal: "*", Action: "s3:PutObject" }),
      ],
    },
  });
});

test("the schedule blocks the bucket's public access, which is blocked, in a role that may do only that", () => {
  const template = templateWith();
  template.hasResourceProperties("AWS::Scheduler::Schedule", {
    Name: "heartbeat",
    ScheduleExpression: "rate(60 minutes)",
    FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
    Target: {
      Arn: "arn:aws:scheduler:::aws-sdk:s3:putPublicAccessBlock",
      RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^HeartbeatRole"), "Arn"] },
      Input: JSON.stringify({
        Bucket: NAME,
        ExpectedBucketOwner: HERE.account,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      }),
      RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
    },
  });
  template.hasResourceProperties("AWS::IAM::Role", {
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: "scheduler.amazonaws.com" },
          Condition: Match.objectLike({ StringEquals: { "aws:SourceAccount": HERE.account } }),
        }),
      ],
    },
    Policies: [
      {
        PolicyName: "send",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "s3:PutBucketPublicAccessBlock",
              Resource: `arn:aws:s3:::${NAME}`,
              Condition: { StringEquals: { "aws:ResourceAccount": HERE.account } },
            },
          ],
        },
      },
    ],
  });
});

test("heartbeats that come often are not put off into the next one", () => {
  templateWith(5).hasResourceProperties("AWS::Scheduler::Schedule", {
    FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 5 },
    Target: { RetryPolicy: { MaximumEventAgeInSeconds: 300 } },
  });
});

test("with a condition all of it has it", () => {
  const { Resources } = templateWith(60, true).toJSON() as {
    readonly Resources: Readonly<Record<string, { readonly Condition?: string }>>;
  };
  expect(Object.values(Resources).map(({ Condition }) => Condition)).toEqual(Array(4).fill("Wanted"));
});
