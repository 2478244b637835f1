import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { type ClientPlace, clientConfig, patientConfig } from "../aws/client-config";

/** The place of function and topic, and that of the queue. */
interface Places extends ClientPlace {
  readonly queueRegion: string;
  /** AWS profile with the credentials for the queue. Default: those for all else. */
  readonly queueProfile?: string;
}

/** The SDK's clients, with its own chain of credentials. How long a function is waited for is up to the call. */
export function redriveClients({ queueRegion, queueProfile, ...place }: Places) {
  const config = clientConfig(place);
  return {
    sqs: new SQSClient({
      ...config,
      region: queueRegion,
      // Not the client's `profile`: the chain warns where there are keys in the environment too.
      ...(queueProfile !== undefined && { credentials: fromIni({ profile: queueProfile }) }),
    }),
    lambda: new LambdaClient(patientConfig(place)),
    sns: new SNSClient(config),
  };
}
