import { readdirSync } from "node:fs";
import { join } from "node:path";
import { s3AccessChangePattern } from "@security-auto/events";
import { Match } from "aws-cdk-lib/assertions";
import { statementsOf } from "../../test/statements";
import { appOf, templateOf } from "../../test/synthesized";

const FAILURES = { "Fn::GetAtt": [Match.stringLikeRegexp("^Failures"), "Arn"] };
const DELIVERY = {
  DeadLetterConfig: { Arn: FAILURES },
  RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 },
};
/** Kept when the stack is deleted, and deleted when the deployment that made it fails: the next one needs the name. */
const KEPT = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" };
const REQUEST_QUEUE = { "Fn::GetAtt": [Match.stringLikeRegexp("^PublishedRequestQueue"), "Arn"] };
const RULE_ARN = "arn:aws:events:us-west-2:111122223333:rule/SecurityAutomation/S3-security-remediations";
const REQUEST_RULE_ARN = "arn:aws:events:us-west-2:111122223333:rule/security-auto/S3-assessment-requests";
const FORWARD_RULE_ARN = "arn:aws:events:us-west-2:111122223333:rule/S3-security-forward-own";

describe("the bus", () => {
  test("has its name", () => {
    templateOf().hasResourceProperties("AWS::Events::EventBus", { Name: "SecurityAutomation" });
  });

  test("takes events of AWS that the organization's forwarding rules send, and from nobody else", () => {
    templateOf({ privateBus: false, assessmentRequesters: [] }).resourceCountIs(
      "AWS::Events::EventBusPolicy",
      1,
    );
    templateOf().hasResourceProperties("AWS::Events::EventBusPolicy", {
      EventBusName: { Ref: Match.stringLikeRegexp("^CentralEventBus") },
      StatementId: "AllowOrganizationToPutEvents",
      Statement: {
        Sid: "AllowOrganizationToPutEvents",
        Effect: "Allow",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: { "Fn::GetAtt": [Match.stringLikeRegexp("^CentralEventBus"), "Arn"] },
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/security-auto-s3-forward-*" },
          Bool: { "events:eventBusInvocation": "true" },
          "ForAllValues:StringEquals": { "events:source": s3AccessChangePattern.source },
          Null: { "events:source": "false" },
        },
      },
    });
  });
});

describe("the private bus", () => {
  const ROLE = "arn:aws:iam::111122223333:role/lambda-slaw-s3";
  const OPERATOR = "arn:aws:iam::111122223333:role/security-operator";

  const policies = (settings: Record<string, unknown>) =>
    Object.values(
      templateOf(settings).findResources("AWS::Events::EventBusPolicy", {
        Properties: { EventBusName: { Ref: Match.stringLikeRegexp("PrivateEventBus") } },
      }),
    );

  test("takes assessments of the function that judges, requests of who may ask, and nothing else", () => {
    expect(policies({})).toMatchObject([
      {
        Properties: {
          Statement: {
            Effect: "Deny",
            Condition: { ArnNotEquals: { "aws:PrincipalArn": [ROLE, OPERATOR] } },
          },
        },
      },
      {
        Properties: {
          Statement: {
            Effect: "Deny",
            Condition: {
              ArnEquals: { "aws:PrincipalArn": [ROLE] },
              "ForAnyValue:StringNotEquals": { "events:detail-type": "S3 Bucket Assessed" },
            },
          },
        },
      },
      {
        Properties: {
          Statement: {
            Effect: "Deny",
            Condition: {
              ArnEquals: { "aws:PrincipalArn": [OPERATOR] },
              "ForAnyValue:StringNotEquals": { "events:detail-type": "S3 Bucket Assessment Requested" },
            },
          },
        },
      },
    ]);
  });

  test("puts each request into a queue, which the function works off twenty at once and changes do not wait behind", () => {
    templateOf().hasResourceProperties("AWS::Events::Rule", {
      Name: "S3-assessment-requests",
      State: "ENABLED",
      EventBusName: { Ref: Match.stringLikeRegexp("PrivateEventBus") },
      EventPattern: { source: ["security-auto"], "detail-type": ["S3 Bucket Assessment Requested"] },
      Targets: [
        {
          Arn: REQUEST_QUEUE,
          RoleArn: Match.absent(),
          ...DELIVERY,
        },
      ],
    });
    templateOf().hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      EventSourceArn: REQUEST_QUEUE,
      FunctionName: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoS3Function"), "Arn"] },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 20 },
    });
  });

  test("without anybody who may ask there is no rule for requests, and no queue of them", () => {
    const text = JSON.stringify(templateOf({ assessmentRequesters: [] }).toJSON());
    expect(text).not.toMatch(/S3-assessment-requests|security-auto-S3-requests|Requested/);
    expect(policies({ assessmentRequesters: [] })).toHaveLength(2);
  });
});

describe("the rule", () => {
  test("has the events library's pattern, whole", () => {
    const template = templateOf({ privateBus: false, assessmentRequesters: [] });
    const rules = Object.values(template.findResources("AWS::Events::Rule"));
    expect(rules).toHaveLength(2);
    for (const rule of rules) {
      expect(rule).toHaveProperty("Properties.EventPattern", s3AccessChangePattern);
    }
  });

  test("notifies the topic and invokes the function, each with a role made for that one target", () => {
    templateOf().hasResourceProperties("AWS::Events::Rule", {
      Name: "S3-security-remediations",
      State: "ENABLED",
      EventBusName: { Ref: Match.stringLikeRegexp("^CentralEventBus") },
      Targets: [
        {
          Arn: { Ref: Match.stringLikeRegexp("^AlertsTopic") },
          RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^NotificationRole"), "Arn"] },
          ...DELIVERY,
        },
        {
          Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoS3Function"), "Arn"] },
          RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoS3InvocationRole"), "Arn"] },
          ...DELIVERY,
        },
      ],
    });
  });

  test.each([
    ["execution-role", "^SecurityAutoS3InvocationRole"],
    ["resource-policy", "^SecurityAutoS3InvocationPermission"],
  ] as const)(
    "with %s, works only once its targets may be invoked and their failures kept",
    (invocation, grant) => {
      templateOf({ invocation }).hasResource("AWS::Events::Rule", {
        DependsOn: Match.arrayWith(
          ["^FailuresPolicy", "^NotificationRole", "^SecurityAutoS3AsynchronousInvocation", grant].map(
            (name) => Match.stringLikeRegexp(name),
          ),
        ),
      });
    },
  );
});

describe("the account itself", () => {
  test("is watched like a member: its default bus sends to the central one", () => {
    templateOf().hasResource("AWS::Events::Rule", {
      Properties: {
        Name: "S3-security-forward-own",
        EventBusName: Match.absent(),
        Targets: [
          {
            Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^CentralEventBus"), "Arn"] },
            RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^OwnForwardingSender"), "Arn"] },
            DeadLetterConfig: { Arn: FAILURES },
            // PutTargets refuses one for an event bus.
            RetryPolicy: Match.absent(),
          },
        ],
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp("^FailuresPolicy")]),
    });
  });

  test("sends nothing where the default bus is the central one: it would go in a circle", () => {
    const template = templateOf({ bus: { create: false }, names: { bus: "default" } });
    template.resourcePropertiesCountIs("AWS::Events::Rule", { EventBusName: "default" }, 1);
    expect(JSON.stringify(template.toJSON())).not.toContain("S3-security-forward");
  });
});

describe("the topics", () => {
  const ALERTS = { Ref: Match.stringLikeRegexp("^AlertsTopic") };
  const ALARMS = { Ref: Match.stringLikeRegexp("^AlarmsTopic") };

  test.each([
    ["security-alerts", ALERTS],
    ["security-alarms", ALARMS],
  ])("%s mails each address", (TopicName, TopicArn) => {
    const template = templateOf({ alertEmails: ["one@example.com", "two@example.com"] });
    template.hasResourceProperties("AWS::SNS::Topic", { TopicName });
    template.resourceCountIs("AWS::SNS::Subscription", 4);
    template.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint: "two@example.com",
      TopicArn,
    });
  });

  test("that of changes takes messages of no service", () => {
    templateOf().hasResourceProperties("AWS::SNS::TopicPolicy", {
      Topics: [ALERTS],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [Match.objectLike({ Effect: "Deny", Resource: ALERTS })],
      },
    });
  });

  test("that of alarms takes messages of no service but of its alarms, over TLS only", () => {
    const topic = ALARMS;
    templateOf().hasResourceProperties("AWS::SNS::TopicPolicy", {
      Topics: [topic],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          Match.objectLike({
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: topic,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          }),
          Match.objectLike({
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topic,
            Condition: {
              ArnEquals: {
                "aws:SourceArn": Match.arrayWith([
                  "arn:aws:cloudwatch:us-west-2:111122223333:alarm:security-auto-failures",
                ]),
              },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          }),
        ],
      },
    });
  });
});

describe("the failure queue", () => {
  test("keeps messages two weeks, encrypted, and is kept when the stack is deleted", () => {
    templateOf().hasResource("AWS::SQS::Queue", {
      Properties: {
        QueueName: "security-auto-failures",
        MessageRetentionPeriod: 14 * 24 * 60 * 60,
        SqsManagedSseEnabled: true,
        RedriveAllowPolicy: {
          redrivePermission: "byQueue",
          sourceQueueArns: ["arn:aws:sqs:us-west-2:111122223333:security-auto-S3-requests"],
        },
      },
      ...KEPT,
    });
  });

  test("takes messages from EventBridge for the three rules, over TLS only", () => {
    templateOf().hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          Match.objectLike({
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: FAILURES,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          }),
          ...[RULE_ARN, REQUEST_RULE_ARN, FORWARD_RULE_ARN].map((sourceArn) =>
            Match.objectLike({
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: FAILURES,
              Condition: {
                ArnEquals: { "aws:SourceArn": sourceArn },
                StringEquals: { "aws:SourceAccount": "111122223333" },
              },
            }),
          ),
        ],
      },
    });
  });

  test("raises an alarm in each five minutes in which it grows", () => {
    templateOf().hasResource("AWS::CloudWatch::Alarm", {
      Properties: {
        AlarmName: "security-auto-failures",
        Metrics: [
          { Expression: "DIFF(FILL(m1, 0))" },
          {
            MetricStat: {
              Metric: {
                Namespace: "AWS/SQS",
                MetricName: "ApproximateNumberOfMessagesVisible",
                Dimensions: [{ Name: "QueueName", Value: "security-auto-failures" }],
              },
              Period: 300,
              Stat: "Maximum",
            },
          },
        ],
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      },
    });
  });
});

describe("the function", () => {
  test("runs the bundle on Node.js 24 and writes to the log group of its own name", () => {
    templateOf().hasResourceProperties("AWS::Lambda::Function", {
      FunctionName: "security-auto-S3",
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      MemorySize: 256,
      Timeout: 30,
      Role: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoS3Role"), "Arn"] },
      LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp("^SecurityAutoS3LogGroup") } },
      VpcConfig: Match.absent(),
      ReservedConcurrentExecutions: 50,
    });
    templateOf().hasResource("AWS::Logs::LogGroup", {
      Properties: { LogGroupName: "/aws/lambda/security-auto-S3", RetentionInDays: 365 },
      ...KEPT,
    });
  });

  test("is tried three times in all, and then its event is sent to the dead-letter queue", () => {
    templateOf().hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      FunctionName: { Ref: Match.stringLikeRegexp("^SecurityAutoS3Function") },
      Qualifier: "$LATEST",
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21600,
      DestinationConfig: { OnFailure: { Destination: FAILURES } },
    });
  });

  test("has an asset with its configuration, and without source maps", () => {
    const { directory } = appOf().synth();
    const assets = readdirSync(directory).filter((entry) => entry.startsWith("asset."));
    expect(assets.map((asset) => readdirSync(join(directory, asset)).sort())).toEqual([
      ["configuration.json", "index.mjs"],
    ]);
    templateOf().hasResourceProperties("AWS::Lambda::Function", {
      Code: { S3Key: `${String(assets[0]).slice("asset.".length)}.zip` },
    });
  });
});

test("every statement is one of those above", () => {
  expect(statementsOf(templateOf())).toHaveLength(
    // trust and permissions of the function: 1 + 8; of the notification, the invocation and the forwarding: 1 + 1;
    // topics: 1 + 2; failure queue: 4; queue of requests: 2; bus: 1; private bus: 3
    28,
  );
});
