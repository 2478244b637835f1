/**
 * A small pipeline, wired as the real stack is: bus, rule, topic, function, execution role, dead-letter queue, alarm.
 * Specs take a copy and break one thing.
 */
export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

export type Resources = Record<string, Resource>;

export const RULE_ARN = "arn:aws:events:us-west-2:111122223333:rule/central/changes";
export const FUNCTION_ARN = "arn:aws:lambda:us-west-2:111122223333:function:logger";
export const QUEUE_ARN = "arn:aws:sqs:us-west-2:111122223333:failures";
export const TOPIC_ARN = "arn:aws:sns:us-west-2:111122223333:alerts";
export const BUS_ARN = "arn:aws:events:us-west-2:111122223333:event-bus/central";

const fromRule = {
  ArnEquals: { "aws:SourceArn": { "Fn::GetAtt": ["Rule", "Arn"] } },
  StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } },
};

const logs = (resource: string): object => ({
  "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, ":logs:us-west-2:111122223333:", resource]],
});

export function document(...statements: object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

export function pipeline(): Resources {
  return structuredClone(PIPELINE);
}

const PIPELINE: Resources = {
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "central" } },
  BusPolicy: {
    Type: "AWS::Events::EventBusPolicy",
    Properties: {
      EventBusName: { Ref: "Bus" },
      StatementId: "organization",
      Statement: {
        Effect: "Allow",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: { "Fn::GetAtt": ["Bus", "Arn"] },
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } },
      },
    },
  },
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      Name: "changes",
      EventBusName: { Ref: "Bus" },
      State: "ENABLED",
      EventPattern: { source: ["test"] },
      Targets: [
        { Id: "mail", Arn: { Ref: "Topic" }, DeadLetterConfig: { Arn: { "Fn::GetAtt": ["Queue", "Arn"] } } },
        {
          Id: "function",
          Arn: { "Fn::GetAtt": ["Function", "Arn"] },
          RoleArn: { "Fn::GetAtt": ["ExecutionRole", "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": ["Queue", "Arn"] } },
        },
      ],
    },
  },
  Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "alerts" } },
  Mail: {
    Type: "AWS::SNS::Subscription",
    Properties: { TopicArn: { Ref: "Topic" }, Protocol: "email", Endpoint: "team@example.com" },
  },
  TopicPolicy: {
    Type: "AWS::SNS::TopicPolicy",
    Properties: {
      Topics: [{ Ref: "Topic" }],
      PolicyDocument: document(
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: { Ref: "Topic" },
        },
        {
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: { Ref: "Topic" },
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ),
    },
  },
  FunctionRole: {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "function-role",
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
      Policies: [
        {
          PolicyName: "logs",
          PolicyDocument: document({
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: logs("log-group:/aws/lambda/logger:*"),
          }),
        },
        {
          PolicyName: "failures",
          PolicyDocument: document({
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource: { "Fn::GetAtt": ["Queue", "Arn"] },
          }),
        },
      ],
    },
  },
  Function: {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName: "logger",
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { S3Bucket: { "Fn::Sub": "assets-${AWS::Region}" }, S3Key: "code.zip" },
      Role: { "Fn::GetAtt": ["FunctionRole", "Arn"] },
      MemorySize: 128,
      Timeout: 10,
      Environment: { Variables: { STAGE: "test" } },
    },
  },
  InvokeConfig: {
    Type: "AWS::Lambda::EventInvokeConfig",
    Properties: {
      FunctionName: { Ref: "Function" },
      Qualifier: "$LATEST",
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["Queue", "Arn"] } } },
    },
  },
  LogGroup: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "/aws/lambda/logger" } },
  ExecutionRole: {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "execution-role",
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: fromRule,
      }),
    },
  },
  ExecutionPolicy: {
    Type: "AWS::IAM::Policy",
    Properties: {
      PolicyName: "invoke",
      Roles: [{ Ref: "ExecutionRole" }],
      PolicyDocument: document({
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: { "Fn::GetAtt": ["Function", "Arn"] },
      }),
    },
  },
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "failures" } },
  QueuePolicy: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: {
      Queues: [{ Ref: "Queue" }],
      PolicyDocument: document({
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: { "Fn::GetAtt": ["Queue", "Arn"] },
        Condition: fromRule,
      }),
    },
  },
  Alarm: {
    Type: "AWS::CloudWatch::Alarm",
    Properties: {
      AlarmName: "failures-waiting",
      Namespace: "AWS/SQS",
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [{ Name: "QueueName", Value: { "Fn::GetAtt": ["Queue", "QueueName"] } }],
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Threshold: 1,
      AlarmActions: [{ Ref: "Topic" }],
    },
  },
};

/** Sets properties of one resource. */
export function change(resources: Resources, logicalId: string, properties: Record<string, unknown>): void {
  const resource = resources[logicalId];
  if (resource === undefined) throw new Error(`the pipeline has no ${logicalId}`);
  Object.assign(resource.Properties, properties);
}

/** Gives the rule one target. */
export const target =
  (properties: object) =>
  (resources: Resources): void => {
    change(resources, "Rule", { Targets: [{ Id: "only", ...properties }] });
  };

/** The target that the function is, with its execution role. */
export const INVOKING = { Arn: FUNCTION_ARN, RoleArn: "arn:aws:iam::111122223333:role/execution-role" };
