import { S3ControlClient } from "@aws-sdk/client-s3-control";
import type { AwsCredentials } from "@security-auto/credentials";
import { s3ControlEndpoint } from "./service-endpoints";
import type { Transport } from "./transport";

/** For whom S3 Control is called, and where. */
export interface S3ControlCaller {
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly transport: Transport;
}

export function s3ControlClient({ region, credentials, transport }: S3ControlCaller): S3ControlClient {
  return new S3ControlClient({
    ...transport.config,
    endpointProvider: s3ControlEndpoint,
    region,
    credentials,
  });
}
