import {
  GetPublicAccessBlockCommand,
  type GetPublicAccessBlockCommandOutput,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";
import type { AwsCredentials } from "../credentials/aws-credentials";
import { s3ControlEndpoint } from "./service-endpoints";
import type { Transport } from "./transport";

export interface AccountBlockCall {
  readonly accountId: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly transport: Transport;
}

/** Calls S3 Control's GetPublicAccessBlock. Loaded when it is first needed: most verdicts do without it. */
export async function callAccountBlock(
  { accountId, region, credentials, transport }: AccountBlockCall,
  options: { readonly abortSignal?: AbortSignal },
): Promise<GetPublicAccessBlockCommandOutput> {
  const addressed = { ...transport.config, endpointProvider: s3ControlEndpoint };
  const client = new S3ControlClient({ ...addressed, region, credentials });
  return client.send(new GetPublicAccessBlockCommand({ AccountId: accountId }), options);
}
