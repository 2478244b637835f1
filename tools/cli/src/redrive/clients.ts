import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { checkEndpoint } from "./endpoint";

/** The SDK's clients in one region, with its own chain of credentials; `AWS_ENDPOINT_URL` counts where no endpoint is given. */
export function redriveClients(region: string, endpoint: string | undefined) {
  checkEndpoint(endpoint);
  const config = { region, ...(endpoint !== undefined && { endpoint }) };
  return {
    sqs: new SQSClient(config),
    lambda: new LambdaClient(config),
    sns: new SNSClient(config),
  };
}
