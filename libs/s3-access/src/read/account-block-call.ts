import {
  GetPublicAccessBlockCommand,
  type GetPublicAccessBlockCommandOutput,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";
import type { AwsCredentials } from "../credentials/aws-credentials";
import { configuredEndpoint, isBareHost } from "./endpoints";
import type { Transport } from "./transport";

export interface AccountBlockCall {
  readonly accountId: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly transport: Transport;
}

/**
 * Calls S3 Control's GetPublicAccessBlock. Loaded when it is first needed: the client is large and most verdicts do
 * without it.
 *
 * S3 Control is called at a host name that begins with the account: `111122223333.s3-control.us-west-2.amazonaws.com`.
 * Below an IP address or `localhost` there is no such name, and the SDK fails before it sends anything. So for an
 * endpoint of that kind, and only for that, the request goes to the bare host. The account is in the header
 * `x-amz-account-id` in any case.
 */
export async function callAccountBlock(
  { accountId, region, credentials, transport }: AccountBlockCall,
  options: { readonly abortSignal?: AbortSignal },
): Promise<GetPublicAccessBlockCommandOutput> {
  const endpoint = configuredEndpoint("S3_CONTROL");
  const bare = endpoint !== undefined && isBareHost(endpoint) ? endpoint : undefined;
  const client = new S3ControlClient({
    ...transport.config,
    region,
    credentials,
    ignoreConfiguredEndpointUrls: bare !== undefined,
  });
  if (bare !== undefined) sendTo(bare, client);
  return client.send(new GetPublicAccessBlockCommand({ AccountId: accountId }), options);
}

// In the build step with high priority: before the Host header is made, and before the request is signed.
function sendTo({ protocol, hostname, port }: URL, client: S3ControlClient): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === "object" && request !== null)
        Object.assign(request, { protocol, hostname, port: port === "" ? undefined : Number(port) });
      return next(args);
    },
    { name: "sendToBareHost", step: "build", priority: "high" },
  );
}
