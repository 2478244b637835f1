import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { checkEndpoint } from "../aws/endpoint";
import { CONNECTION_MS, SILENCE_MS } from "../aws/waiting";

/** Clients of the security account, by the SDK's own chain of credentials. They try once: a check that fails says so. */
export function doctorClients({ region, endpoint }: { readonly region: string; readonly endpoint?: string }) {
  checkEndpoint(endpoint);
  const config = {
    region,
    maxAttempts: 1,
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: { connectionTimeout: CONNECTION_MS, socketTimeout: SILENCE_MS },
  };
  return {
    sts: new STSClient(config),
    cloudFormation: new CloudFormationClient(config),
    cloudWatch: new CloudWatchClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    dynamoDb: new DynamoDBClient(config),
  };
}

export type DoctorClients = ReturnType<typeof doctorClients>;
