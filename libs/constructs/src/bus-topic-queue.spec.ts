import { s3AccessChangePattern } from "@security-auto/events";
import { RemovalPolicy } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { QUEUE_ARN, RULE_ARN, testStack } from "../test/test-stack";
import { AlertTopic } from "./alert-topic";
import { CentralEventBus } from "./central-event-bus";
import { FailureQueue } from "./failure-queue";
import { WorkQueue } from "./work-queue";

const ALARM = "arn:aws:cloudwatch:us-west-2:111122223333:alarm:failures";
const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("the bus", () => {
  const templateWith = (create: boolean): Template => {
    const stack = testStack();
    new CentralEventBus(stack, "Bus", {
      busName: "bus",
      create,
      organizationId: "o-exampleorg1",
      statementId: "Organization",
      forwardRole: "sender",
    });
    return Template.fromStack(stack);
  };

  test.each([
    [true, 1, { "Fn::GetAtt": [Match.stringLikeRegexp("^Bus"), "Arn"] }],
    [false, 0, "arn:aws:events:us-west-2:111122223333:event-bus/bus"],
  ])(
    "create %j: takes events that rules of the organization forward, and no others",
    (create, buses, Resource) => {
      const template = templateWith(create);
      template.resourceCountIs("AWS::Events::EventBus", buses);
      template.hasResourceProperties("AWS::Events::EventBusPolicy", {
        StatementId: "Organization",
        Statement: {
          Sid: "Organization",
          Effect: "Allow",
          Principal: "*",
          Action: "events:PutEvents",
          Resource,
          Condition: {
            StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
            ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/sender-*" },
            Bool: { "events:eventBusInvocation": "true" },
            "ForAllValues:StringEquals": { "events:source": s3AccessChangePattern.source },
            Null: { "events:source": "false" },
          },
        },
      });
    },
  );
});

describe("the topic", () => {
  test("is encrypted with a key when one is given", () => {
    const stack = testStack();
    new AlertTopic(stack, "Alerts", {
      topicName: "alerts",
      displayName: "Alerts",
      emails: ["a@example.com"],
      alarmArns: [],
      kmsKeyArn: KEY,
    });
    Template.fromStack(stack).hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: KEY });
  });

  test("takes nothing from a service but from alarms by their ARNs", () => {
    const stack = testStack();
    new AlertTopic(stack, "Alerts", {
      topicName: "alerts",
      displayName: "Alerts",
      emails: [],
      alarmArns: [ALARM, `${ALARM}-age`],
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs("AWS::SNS::Subscription", 0);
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny" }),
          Match.objectLike({
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: {
              ArnEquals: { "aws:SourceArn": [ALARM, `${ALARM}-age`] },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          }),
        ],
      },
    });
  });
});

describe("the failure queue", () => {
  const templateWith = (ruleArns: readonly string[]): Template => {
    const stack = testStack();
    new FailureQueue(stack, "Failures", {
      queueName: "failures",
      ruleArns,
      kmsKeyArn: KEY,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return Template.fromStack(stack);
  };

  test("is encrypted with a key when one is given", () => {
    templateWith([]).hasResourceProperties("AWS::SQS::Queue", { KmsMasterKeyId: KEY });
  });

  test("is no other queue's dead-letter queue, but of those that are named", () => {
    const allowed = (sourceQueueArns?: readonly string[]) => {
      const stack = testStack();
      new FailureQueue(stack, "Failures", {
        queueName: "failures",
        ruleArns: [],
        ...(sourceQueueArns !== undefined && { sourceQueueArns }),
        removalPolicy: RemovalPolicy.DESTROY,
      });
      return Template.fromStack(stack);
    };
    allowed().hasResourceProperties("AWS::SQS::Queue", {
      RedriveAllowPolicy: { redrivePermission: "denyAll" },
    });
    allowed([QUEUE_ARN]).hasResourceProperties("AWS::SQS::Queue", {
      RedriveAllowPolicy: { redrivePermission: "byQueue", sourceQueueArns: [QUEUE_ARN] },
    });
  });

  test("lets each rule send and nobody else", () => {
    templateWith([RULE_ARN, `${RULE_ARN}-2`]).hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny", Action: "sqs:*", Principal: "*" }),
          Match.objectLike({ Condition: Match.objectLike({ ArnEquals: { "aws:SourceArn": RULE_ARN } }) }),
          Match.objectLike({
            Condition: Match.objectLike({ ArnEquals: { "aws:SourceArn": `${RULE_ARN}-2` } }),
          }),
        ],
      },
    });
  });
});

describe("the queue of a function", () => {
  const stack = testStack();
  const queue = new WorkQueue(stack, "Work", {
    queueName: "work",
    ruleArns: [RULE_ARN],
    function: { functionArn: "arn:aws:lambda:us-west-2:111122223333:function:worker", timeoutSeconds: 20 },
    mostReceives: 3,
    maximumConcurrency: 7,
    deadLetterQueueArn: QUEUE_ARN,
    retryAttempts: 5,
    maxEventAgeSeconds: 60,
  });
  const template = Template.fromStack(stack);

  test("gives what failed to the dead-letter queue, and is nobody's", () => {
    template.hasResourceProperties("AWS::SQS::Queue", {
      QueueName: "work",
      VisibilityTimeout: 120,
      RedrivePolicy: { deadLetterTargetArn: QUEUE_ARN, maxReceiveCount: 3 },
      RedriveAllowPolicy: { redrivePermission: "denyAll" },
      SqsManagedSseEnabled: true,
    });
  });

  test("lets its rule send, over TLS, and nobody else", () => {
    template.hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny", Action: "sqs:*", Principal: "*" }),
          Match.objectLike({
            Action: "sqs:SendMessage",
            Condition: Match.objectLike({ ArnEquals: { "aws:SourceArn": RULE_ARN } }),
          }),
        ],
      },
    });
  });

  test("is polled for the function once its policy is there", () => {
    template.hasResource("AWS::Lambda::EventSourceMapping", {
      Properties: {
        FunctionName: "arn:aws:lambda:us-west-2:111122223333:function:worker",
        BatchSize: 1,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: 7 },
      },
      DependsOn: [Match.stringLikeRegexp("^WorkPolicy")],
    });
  });

  test("may give several at once, of several rules", () => {
    const many = testStack();
    new WorkQueue(many, "Work", {
      queueName: "work",
      ruleArns: [RULE_ARN, `${RULE_ARN}-2`],
      function: { functionArn: "arn:aws:lambda:us-west-2:111122223333:function:worker", timeoutSeconds: 20 },
      mostReceives: 3,
      maximumConcurrency: 2,
      batchSize: 5,
      deadLetterQueueArn: QUEUE_ARN,
      retryAttempts: 5,
      maxEventAgeSeconds: 60,
    });
    const template = Template.fromStack(many);
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", { BatchSize: 5 });
    template.hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Statement: [RULE_ARN, `${RULE_ARN}-2`].reduce<unknown[]>(
          (before, arn) => [
            ...before,
            Match.objectLike({ Condition: Match.objectLike({ ArnEquals: { "aws:SourceArn": arn } }) }),
          ],
          [Match.objectLike({ Effect: "Deny" })],
        ),
      },
    });
  });

  test("as a target needs no role, and has the rule's dead-letter queue", () => {
    expect(queue.bind()).toEqual({
      arn: queue.queue.queueArn,
      retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: 60 },
      deadLetterConfig: { arn: QUEUE_ARN },
    });
  });
});
