import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { type ClientPlace, clientConfig } from "../aws/client-config";

interface Places extends ClientPlace {
  /** AWS profile with credentials of the member account. */
  readonly profile: string;
}

/** Clients of the member account, by its profile, and of the security account, by the SDK's own chain of credentials. */
export function canaryClients({ profile, ...place }: Places) {
  const config = clientConfig(place);
  const ofMember = { ...config, credentials: fromIni({ profile }) };
  return {
    s3: new S3Client({ ...ofMember, forcePathStyle: place.endpoint !== undefined }),
    sts: new STSClient(ofMember),
    logs: new CloudWatchLogsClient(config),
    dynamoDb: new DynamoDBClient(config),
  };
}

export type CanaryClients = ReturnType<typeof canaryClients>;
