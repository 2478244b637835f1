import { Match, Template } from "aws-cdk-lib/assertions";
import { type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { QUEUE_ARN, RULE_ARN, testStack } from "../test/test-stack";
import { InvokedByExecutionRole } from "./invoked-by-execution-role";
import { InvokedByResourcePolicy } from "./invoked-by-resource-policy";
import { NotifiesTopic } from "./notifies-topic";

const FUNCTION_ARN = "arn:aws:lambda:us-west-2:111122223333:function:watch";
const TOPIC_ARN = "arn:aws:sns:us-west-2:111122223333:alerts";
const DELIVERY = { retryAttempts: 3, maxEventAgeSeconds: 60, deadLetterQueueArn: QUEUE_ARN };

const executionRole = (scope: Construct): IRuleTarget =>
  new InvokedByExecutionRole(scope, "Invocation", {
    functionArn: FUNCTION_ARN,
    ruleArn: RULE_ARN,
    roleName: "invoke",
    policyName: "invoke-watch",
    ...DELIVERY,
  });

const resourcePolicy = (scope: Construct): IRuleTarget =>
  new InvokedByResourcePolicy(scope, "Invocation", {
    functionArn: FUNCTION_ARN,
    ruleArn: RULE_ARN,
    ...DELIVERY,
  });

const notification = (scope: Construct, kmsKeyArn?: string): IRuleTarget =>
  new NotifiesTopic(scope, "Notification", {
    topicArn: TOPIC_ARN,
    ruleArn: RULE_ARN,
    roleName: "publish",
    policyName: "publish-alerts",
    ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    ...DELIVERY,
  });

function templateWith(target: (scope: Construct) => IRuleTarget): Template {
  const stack = testStack();
  new Rule(stack, "Rule", { eventPattern: { source: ["aws.s3"] }, targets: [target(stack)] });
  return Template.fromStack(stack);
}

test.each([
  ["execution role", executionRole, FUNCTION_ARN],
  ["resource policy", resourcePolicy, FUNCTION_ARN],
  ["topic", (scope: Construct) => notification(scope), TOPIC_ARN],
])(
  "%s: the target, how hard it is tried, and where its events go that were not delivered",
  (_, target, Arn) => {
    templateWith(target).hasResourceProperties("AWS::Events::Rule", {
      Targets: [
        Match.objectLike({
          Arn,
          RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
          DeadLetterConfig: { Arn: QUEUE_ARN },
        }),
      ],
    });
  },
);

const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe.each([
  [
    "a function",
    executionRole,
    "invoke",
    "invoke-watch",
    [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: FUNCTION_ARN }],
  ],
  [
    "a topic",
    (scope: Construct) => notification(scope),
    "publish",
    "publish-alerts",
    [{ Effect: "Allow", Action: "sns:Publish", Resource: TOPIC_ARN }],
  ],
  [
    "an encrypted topic",
    (scope: Construct) => notification(scope, KEY),
    "publish",
    "publish-alerts",
    [
      { Effect: "Allow", Action: "sns:Publish", Resource: TOPIC_ARN },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "sns.us-west-2.amazonaws.com" } },
      },
    ],
  ],
])("%s has a role of its own", (_, target, RoleName, PolicyName, Statement) => {
  const template = templateWith(target);

  test("that EventBridge may assume for the one rule, and that may deliver to the one target", () => {
    template.resourceCountIs("AWS::IAM::Role", 1);
    template.hasResourceProperties("AWS::IAM::Role", {
      RoleName,
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              ArnEquals: { "aws:SourceArn": RULE_ARN },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          },
        ],
      },
      Policies: [{ PolicyName, PolicyDocument: { Version: "2012-10-17", Statement } }],
    });
    template.hasResourceProperties("AWS::Events::Rule", {
      Targets: [{ RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("Role"), "Arn"] } }],
    });
  });

  test("and nothing is said in the target's own policy", () => {
    template.resourceCountIs("AWS::Lambda::Permission", 0);
    template.resourceCountIs("AWS::SNS::TopicPolicy", 0);
  });
});

test("invoked by resource policy: a permission for the one rule, no role", () => {
  const template = templateWith(resourcePolicy);
  template.resourceCountIs("AWS::IAM::Role", 0);
  template.hasResourceProperties("AWS::Lambda::Permission", {
    Action: "lambda:InvokeFunction",
    FunctionName: FUNCTION_ARN,
    Principal: "events.amazonaws.com",
    SourceArn: RULE_ARN,
    SourceAccount: "111122223333",
  });
  template.hasResourceProperties("AWS::Events::Rule", { Targets: [{ RoleArn: Match.absent() }] });
});
