import { S3Client } from "@aws-sdk/client-s3";
import { environmentCredentials } from "@security-auto/credentials";
import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import { s3Writer, sessionPolicyFor } from "@security-auto/s3-remediation";
import { assumeRole, s3ClientConfig, sessionName, type Transport } from "@security-auto/s3-reader";
import type { WriteRoleIn } from "./configuration";
import type { Ports } from "./ports";

/** The least that STS gives, in seconds. */
const SESSION_SECONDS = 900;

/** The role in which a bucket is written could not be assumed. `$metadata` as an error of the SDK has it. */
class RoleNotAssumedError extends Error {
  override readonly name = "RoleNotAssumedError";
  readonly $metadata = { httpStatusCode: 403 };

  constructor(role: string | undefined, because: string) {
    super(`the role ${role ?? "that writes"} could not be assumed: ${because}`);
  }
}

export interface WriteSessionOptions {
  readonly functionName: string;
  /** The function's region. */
  readonly region: string;
  readonly writeRoleIn: WriteRoleIn;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/**
 * Opens a session for each action anew: of the account's write role, for 15 minutes, and narrowed to the calls of that action on its bucket. It
 * is named after the action, so that the account's own trail names it.
 */
export function openWriterWith({
  functionName,
  region,
  writeRoleIn,
  transport,
  signal,
}: WriteSessionOptions): Ports["openWriter"] {
  return async ({ remediation }, calls) => {
    const { id, account, bucket } = remediation;
    const role = writeRoleIn(account);
    const refused = (because: string) => () => Promise.reject(new RoleNotAssumedError(role, because));
    if (role === undefined) return refused("there is none for this account");
    // STS takes no session policy without an action.
    if (calls.length === 0) return refused("the action makes no calls");
    const place = { bucketArn: bucketArn({ partition: partitionOf(region), name: bucket }), account };
    const assumed = await assumeRole(
      {
        roleArn: role,
        sessionName: sessionName({ functionName, instance: id.slice(id.lastIndexOf(":") + 1) }),
        region,
        credentials: environmentCredentials(),
        policy: JSON.stringify(sessionPolicyFor(place, calls)),
        durationSeconds: SESSION_SECONDS,
      },
      transport,
      signal,
    );
    if (assumed.kind !== "granted") return refused(assumed.because);
    const { credentials } = assumed;
    const client = new S3Client(s3ClientConfig({ region: remediation.region, credentials, transport }));
    return s3Writer(client, account, signal);
  };
}
