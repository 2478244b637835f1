import { ANYTHING, type AllowedPaths, type AllowedResource, is, JUDGED, like, ours, TEXT } from "./allowed";

/** What both stacks make alike. */

export const TAGS: AllowedPaths = { "Tags[].Key": TEXT, "Tags[].Value": TEXT };

/** Of the environment's own, in whatever account it keeps its keys. */
export const KEY = like(/^arn:[^:*?]+:kms:(?<region>[^:*?]+):\d{12}:key\/[^*?]+$/);

export const ATTRIBUTES: AllowedPaths = {
  DeletionPolicy: TEXT,
  UpdateReplacePolicy: TEXT,
  DependsOn: ANYTHING,
};

/** Without a path, a longer session or a managed policy. */
export const ROLE: AllowedResource = {
  properties: {
    ...TAGS,
    RoleName: TEXT,
    Description: TEXT,
    AssumeRolePolicyDocument: JUDGED,
    "Policies[].PolicyName": TEXT,
    "Policies[].PolicyDocument": JUDGED,
    PermissionsBoundary: like(/^arn:[^:*?]+:iam::(?:(?<account>\d{12})|aws):policy\/[^*?]+$/),
  },
};

export const QUEUE: AllowedResource = {
  properties: {
    ...TAGS,
    QueueName: TEXT,
    MessageRetentionPeriod: TEXT,
    "RedriveAllowPolicy.redrivePermission": is("denyAll"),
    SqsManagedSseEnabled: is(true),
    KmsMasterKeyId: KEY,
  },
  needs: [["SqsManagedSseEnabled", "KmsMasterKeyId"], ["RedriveAllowPolicy"]],
};

export const QUEUE_POLICY: AllowedResource = {
  properties: { "Queues[]": TEXT, PolicyDocument: JUDGED },
};

/** Targets: what the stacks make, with a dead-letter queue of theirs. What they are sent is the event as it is. */
export const RULE: AllowedResource = {
  properties: {
    ...TAGS,
    Name: TEXT,
    Description: TEXT,
    State: is("ENABLED"),
    EventBusName: TEXT,
    EventPattern: ANYTHING,
    "Targets[].Id": TEXT,
    "Targets[].Arn": ours("events", "lambda", "sns"),
    "Targets[].RoleArn": ours("iam"),
    "Targets[].DeadLetterConfig.Arn": ours("sqs"),
    "Targets[].RetryPolicy.MaximumEventAgeInSeconds": TEXT,
    "Targets[].RetryPolicy.MaximumRetryAttempts": TEXT,
  },
};

export const TOPIC: AllowedResource = {
  properties: { ...TAGS, TopicName: TEXT, DisplayName: TEXT, KmsMasterKeyId: KEY },
};

/** Mail only: no other protocol hands an event to somebody else's endpoint. */
export const SUBSCRIPTION: AllowedResource = {
  properties: { TopicArn: ours("sns"), Protocol: is("email"), Endpoint: TEXT },
};

export const LOG_GROUP: AllowedResource = {
  properties: { ...TAGS, LogGroupName: TEXT, RetentionInDays: TEXT, KmsKeyId: KEY },
};

/** Code from the bucket of the account's own CDK bootstrap; no layer, no address, no file system, no wrapper. */
export const FUNCTION: AllowedResource = {
  properties: {
    ...TAGS,
    FunctionName: TEXT,
    Description: TEXT,
    Role: ours("iam"),
    Runtime: is("nodejs24.x"),
    Handler: is("index.handler"),
    "Architectures[]": is("arm64", "x86_64"),
    "Code.S3Bucket": like(/^cdk-[a-z0-9]+-assets-(?<account>\d{12})-(?<region>[a-z0-9-]+)$/),
    "Code.S3Key": like(/^[0-9a-f]{64}\.zip$/),
    MemorySize: TEXT,
    Timeout: TEXT,
    ReservedConcurrentExecutions: TEXT,
    // Of a function that sends messages to its own queue.
    RecursiveLoop: is("Allow"),
    "LoggingConfig.LogGroup": TEXT,
    "VpcConfig.SubnetIds[]": TEXT,
    "VpcConfig.SecurityGroupIds[]": TEXT,
    "Environment.Variables.POWERTOOLS_SERVICE_NAME": TEXT,
    "Environment.Variables.POWERTOOLS_LOG_LEVEL": TEXT,
    "Environment.Variables.POWERTOOLS_LOGGER_LOG_EVENT": TEXT,
  },
};
