import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { checkEndpoint } from "../aws/endpoint";
import { CONNECTION_MS, SILENCE_MS } from "../aws/waiting";

interface Places {
  /** Where function and topic are. */
  readonly region: string;
  readonly queueRegion: string;
  /** AWS profile with the credentials for the queue. Default: those for all else. */
  readonly queueProfile?: string;
  /** What answers in place of AWS. Default: what `AWS_ENDPOINT_URL` says. */
  readonly endpoint?: string;
}

/** The SDK's clients, with its own chain of credentials. How long a function is waited for is up to the call. */
export function redriveClients({ region, queueRegion, queueProfile, endpoint }: Places) {
  checkEndpoint(endpoint);
  const config = {
    region,
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: { connectionTimeout: CONNECTION_MS },
  };
  const requestHandler = { ...config.requestHandler, socketTimeout: SILENCE_MS };
  return {
    sqs: new SQSClient({
      ...config,
      region: queueRegion,
      requestHandler,
      // Not the client's `profile`: the chain warns where there are keys in the environment too.
      ...(queueProfile !== undefined && { credentials: fromIni({ profile: queueProfile }) }),
    }),
    lambda: new LambdaClient(config),
    sns: new SNSClient({ ...config, requestHandler }),
  };
}
