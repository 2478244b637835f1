import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { accountInArn } from "@security-auto/iam-policy";
import { S3ReadError } from "../aws/s3-read-error";
import { stsEndpoint } from "../aws/service-endpoints";
import { signedForSts } from "../aws/service-signing";
import { serviceError } from "../aws/service-error";
import type { Transport } from "../aws/transport";
import type { AwsCredentials } from "@security-auto/credentials";

export type AssumedRole =
  | {
      readonly kind: "granted";
      readonly credentials: AwsCredentials;
      /** In ms since 1970. */
      readonly expiresAt: number;
    }
  | NotAssumed;

/** No session, for a reason that trying again does not change. */
export type NotAssumed =
  | { readonly kind: "refused"; readonly because: string }
  /** The account has not enabled the region whose STS was called; `because` says what to enable. */
  | { readonly kind: "region disabled"; readonly because: string };

export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Which of STS's regional endpoints is called. */
  readonly region: string;
  /** Of who assumes the role. */
  readonly credentials: AwsCredentials;
  /** A session policy, in JSON: the session may do what both the role and this policy allow. Absent: all that the role may. */
  readonly policy?: string;
  /** How long the session lasts; STS takes 900 and more. Absent: an hour. */
  readonly durationSeconds?: number;
}

/**
 * Assumes a role. A refusal is an answer; STS gives the same one for a role that does not exist. So is a region that the role's
 * account has not enabled.
 *
 * @throws S3ReadError when STS gave no answer that can be used
 */
export async function assumeRole(
  { roleArn, sessionName, region, credentials, policy, durationSeconds }: AssumeRoleRequest,
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
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    Policy: policy,
    DurationSeconds: durationSeconds,
  });
  let answer;
  try {
    answer = await client.send(command, { abortSignal: signal });
  } catch (error) {
    signal.throwIfAborted();
    const { name, message } = serviceError(error);
    if (name === "AccessDenied") return { kind: "refused", because: message };
    if (name === "RegionDisabledException")
      return { kind: "region disabled", because: whatToEnable(roleArn, region) };
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

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html */
function whatToEnable(roleArn: string, region: string): string {
  return (
    `STS cannot give a session for account ${accountInArn(roleArn) ?? ""} in ${region}, where the function runs (RegionDisabledException). ` +
    `In that account enable the region ${region}, or, where it is on by default, activate its STS endpoint in the account settings of IAM`
  );
}
