import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { type ClientPlace, clientConfig, patientConfig } from "../aws/client-config";

/** The SDK's clients, with its own chain of credentials. How long a function is waited for is up to the call. */
export function registerClients(place: ClientPlace) {
  const config = clientConfig(place);
  return {
    dynamoDb: new DynamoDBClient(config),
    sts: new STSClient(config),
    lambda: new LambdaClient(patientConfig(place)),
  };
}
