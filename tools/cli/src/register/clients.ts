import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { checkEndpoint } from "../aws/endpoint";
import { CONNECTION_MS, SILENCE_MS } from "../aws/waiting";

interface Place {
  readonly region: string;
  /** What answers in place of AWS. Default: what `AWS_ENDPOINT_URL` says. */
  readonly endpoint?: string;
}

/** The SDK's clients, with its own chain of credentials. How long a function is waited for is up to the call. */
export function registerClients({ region, endpoint }: Place) {
  checkEndpoint(endpoint);
  const config = { region, ...(endpoint !== undefined && { endpoint }) };
  const connectionTimeout = CONNECTION_MS;
  const requestHandler = { connectionTimeout, socketTimeout: SILENCE_MS };
  return {
    dynamoDb: new DynamoDBClient({ ...config, requestHandler }),
    sts: new STSClient({ ...config, requestHandler }),
    lambda: new LambdaClient({ ...config, requestHandler: { connectionTimeout } }),
  };
}
