import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { S3ReadError } from "../read/s3-read-error";
import { stsEndpoint } from "../read/service-endpoints";
import { signedForSts } from "../read/service-signing";
import { serviceError } from "../read/service-error";
import type { Transport } from "../read/transport";
import type { AwsCredentials } from "./aws-credentials";

export type AssumedRole =
  | {
      readonly kind: "granted";
      readonly credentials: AwsCredentials;
      /** In ms since 1970. */
      readonly expiresAt: number;
    }
  | { readonly kind: "refused"; readonly because: string };

export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Which of STS's regional endpoints is called. */
  readonly region: string;
  /** Of who assumes the role. */
  readonly credentials: AwsCredentials;
}

/**
 * Assumes a role. A refusal is an answer; STS gives the same one for a role that does not exist.
 *
 * @throws S3ReadError when STS gave no answer that can be used
 */
export async function assumeRole(
  { roleArn, sessionName, region, credentials }: AssumeRoleRequest,
  transport: Transport,
  signal: AbortSignal,
): Promise<AssumedRole> {
  // One call an hour and account: a client of its own always has the credentials of now.
  const addressed = {
    ...transport.config,
    endpointProvider: stsEndpoint,
    httpAuthSchemeProvider: signedForSts,
  };
  const client = new STSClient({ ...addressed, region, credentials });
  const failure = (cause: unknown): S3ReadError =>
    new S3ReadError({ action: "sts:AssumeRole", of: roleArn, region, cause });
  let answer;
  try {
    answer = await client.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName }), {
      abortSignal: signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const { name, message } = serviceError(error);
    if (name === "AccessDenied") return { kind: "refused", because: message };
    throw failure(error);
  }
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined)
    throw failure(new Error("the answer carries no credentials"));
  return {
    kind: "granted",
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expiresAt: Expiration.getTime(),
  };
}
