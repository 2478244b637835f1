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

const notification = (): IRuleTarget => new NotifiesTopic({ topicArn: TOPIC_ARN, ...DELIVERY });

function templateWith(target: (scope: Construct) => IRuleTarget): Template {
  const stack = testStack();
  new Rule(stack, "Rule", { eventPattern: { source: ["aws.s3"] }, targets: [target(stack)] });
  return Template.fromStack(stack);
}

test.each([
  ["execution role", executionRole, FUNCTION_ARN],
  ["resource policy", resourcePolicy, FUNCTION_ARN],
  ["topic", notification, TOPIC_ARN],
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

describe("invoked by an execution role", () => {
  const template = templateWith(executionRole);

  test("that EventBridge may assume for the one rule, and that may invoke the one function", () => {
    template.resourceCountIs("AWS::IAM::Role", 1);
    template.hasResourceProperties("AWS::IAM::Role", {
      RoleName: "invoke",
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
      Policies: [
        {
          PolicyName: "invoke-watch",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: FUNCTION_ARN }],
          },
        },
      ],
    });
  });

  test("and by nothing else", () => {
    template.resourceCountIs("AWS::Lambda::Permission", 0);
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

test("a topic has no role", () => {
  templateWith(notification).hasResourceProperties("AWS::Events::Rule", {
    Targets: [{ RoleArn: Match.absent() }],
  });
});
