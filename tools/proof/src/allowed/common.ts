import {
  ANYTHING,
  type AllowedPaths,
  type AllowedResource,
  is,
  jsonLike,
  JUDGED,
  like,
  ours,
  TEXT,
} from "./allowed";

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
  properties: {
    TopicArn: ours("sns"),
    Protocol: is("email"),
    Endpoint: TEXT,
    // What is mailed is less with it.
    FilterPolicy: ANYTHING,
    FilterPolicyScope: is("MessageBody"),
  },
};

/** The one call that a schedule makes: on which bucket, its role says. */
export const HEARTBEAT_CALL = /^arn:[^:*?]+:scheduler:::aws-sdk:s3:putPublicAccessBlock$/;

/** A schedule sends to a queue that Lambda polls, or makes the one call of heartbeats. */
export const SCHEDULE: AllowedResource = {
  properties: {
    Name: TEXT,
    Description: TEXT,
    ScheduleExpression: TEXT,
    "FlexibleTimeWindow.Mode": is("OFF", "FLEXIBLE"),
    "FlexibleTimeWindow.MaximumWindowInMinutes": TEXT,
    "Target.Arn": like(HEARTBEAT_CALL),
    "Target.RoleArn": ours("iam"),
    "Target.Input": TEXT,
    "Target.RetryPolicy.MaximumEventAgeInSeconds": TEXT,
    "Target.RetryPolicy.MaximumRetryAttempts": TEXT,
  },
};

/** Closed, and in the account's own namespace. */
export const BUCKET: AllowedResource = {
  properties: {
    ...TAGS,
    BucketName: like(/^[a-z0-9-]+-(?<account>\d{12})-(?<region>[a-z0-9-]+)-an$/),
    BucketNamespace: is("account-regional"),
    "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.SSEAlgorithm":
      is("AES256"),
    "OwnershipControls.Rules[].ObjectOwnership": is("BucketOwnerEnforced"),
    "PublicAccessBlockConfiguration.BlockPublicAcls": is(true),
    "PublicAccessBlockConfiguration.BlockPublicPolicy": is(true),
    "PublicAccessBlockConfiguration.IgnorePublicAcls": is(true),
    "PublicAccessBlockConfiguration.RestrictPublicBuckets": is(true),
  },
  needs: [["OwnershipControls"], ["PublicAccessBlockConfiguration"], ["BucketNamespace"]],
};

/** It allows nothing: a request without TLS is refused, and any object. */
export const BUCKET_POLICY: AllowedResource = {
  properties: {
    Bucket: TEXT,
    PolicyDocument: jsonLike(
      /^\{"Version":"2012-10-17","Statement":\[\{"Sid":"RefusePlainHttp","Effect":"Deny","Principal":"\*","Action":"s3:\*","Resource":\["[^"*]+","[^"*]+\/\*"\],"Condition":\{"Bool":\{"aws:SecureTransport":"false"\}\}\},\{"Sid":"StaysEmpty","Effect":"Deny","Principal":"\*","Action":"s3:PutObject","Resource":"[^"*]+\/\*"\}\]\}$/,
    ),
  },
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
