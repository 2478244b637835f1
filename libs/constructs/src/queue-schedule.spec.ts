import { Match, Template } from "aws-cdk-lib/assertions";
import { HERE, QUEUE_ARN, testStack } from "../test/test-stack";
import { QueueSchedule } from "./queue-schedule";

const WORK_ARN = "arn:aws:sqs:us-west-2:111122223333:work";

function templateWith(more: { readonly kmsKeyArn?: string } = {}): Template {
  const stack = testStack();
  new QueueSchedule(stack, "Schedule", {
    scheduleName: "daily",
    description: "Starts the work",
    expression: "rate(1 day)",
    queueArn: WORK_ARN,
    deadLetterQueueArn: QUEUE_ARN,
    message: { request: "work" },
    roleName: "daily",
    policyName: "send",
    ...more,
  });
  return Template.fromStack(stack);
}

test("a schedule sends its message to the queue, and what it cannot send to the dead-letter queue", () => {
  templateWith().hasResourceProperties("AWS::Scheduler::Schedule", {
    Name: "daily",
    ScheduleExpression: "rate(1 day)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: WORK_ARN,
      RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^ScheduleRole"), "Arn"] },
      Input: '{"request":"work"}',
      DeadLetterConfig: { Arn: QUEUE_ARN },
    },
  });
});

test("its role may send to both queues, and is for schedules of the account alone", () => {
  templateWith().hasResourceProperties("AWS::IAM::Role", {
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: "scheduler.amazonaws.com" },
          Condition: {
            ArnEquals: {
              "aws:SourceArn": `arn:aws:scheduler:${HERE.region}:${HERE.account}:schedule-group/default`,
            },
            StringEquals: { "aws:SourceAccount": HERE.account },
          },
        }),
      ],
    },
    Policies: [
      {
        PolicyName: "send",
        PolicyDocument: {
          Statement: [WORK_ARN, QUEUE_ARN].map((Resource) => ({
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource,
          })),
        },
      },
    ],
  });
});

test("with a key its role may use the key, by way of the queues' service", () => {
  const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/1234";
  templateWith({ kmsKeyArn }).hasResourceProperties("AWS::IAM::Role", {
    Policies: [
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Resource: kmsKeyArn,
              Condition: { StringEquals: { "kms:ViaService": "sqs.us-west-2.amazonaws.com" } },
            }),
          ]),
        },
      },
    ],
  });
});
