import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { checkEndpoint } from "../aws/endpoint";
import { CONNECTION_MS, SILENCE_MS } from "../aws/waiting";

interface Places {
  readonly region: string;
  /** AWS profile with credentials of the member account. */
  readonly profile: string;
  /** What answers in place of AWS. Default: what `AWS_ENDPOINT_URL` says. */
  readonly endpoint?: string;
}

/** Clients of the member account, by its profile, and of the security account, by the SDK's own chain of credentials. */
export function canaryClients({ region, profile, endpoint }: Places) {
  checkEndpoint(endpoint);
  const config = {
    region,
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: { connectionTimeout: CONNECTION_MS, socketTimeout: SILENCE_MS },
  };
  const ofMember = { ...config, credentials: fromIni({ profile }) };
  return {
    s3: new S3Client({ ...ofMember, forcePathStyle: endpoint !== undefined }),
    sts: new STSClient(ofMember),
    logs: new CloudWatchLogsClient(config),
    dynamoDb: new DynamoDBClient(config),
  };
}

export type CanaryClients = ReturnType<typeof canaryClients>;
