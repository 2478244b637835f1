import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { USER_AGENT } from "./cloudtrail-event";
import type { Target } from "./target";

export type Clients = ReturnType<typeof awsClients>;

/** One client for each service, all of the target's region; credentials come from where the AWS CLI takes them. */
export function awsClients({ region, endpoint, credentials }: Target) {
  const options = {
    region,
    customUserAgent: USER_AGENT,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
  };
  return {
    cloudFormation: new CloudFormationClient(options),
    dynamoDb: new DynamoDBClient(options),
    events: new EventBridgeClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    s3: new S3Client({ ...options, forcePathStyle: endpoint !== undefined }),
    sns: new SNSClient(options),
    sqs: new SQSClient({ ...options, useQueueUrlAsEndpoint: endpoint === undefined }),
    sts: new STSClient(options),
  };
}
