import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { type ClientPlace, clientConfig } from "../aws/client-config";

/** Clients of the security account, by the SDK's own chain of credentials. They try once: a check that fails says so. */
export function doctorClients(place: ClientPlace) {
  const config = { ...clientConfig(place), maxAttempts: 1 };
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
