import { serviceError } from "./service-error";

export interface S3ReadErrorDetails {
  /** The call by its IAM action, such as `s3:GetBucketPolicy`. */
  readonly action: string;
  /** What was read: a bucket, an account, a role. */
  readonly of: string;
  readonly region: string;
  readonly cause: unknown;
}

/**
 * AWS gave no answer that can be used: it throttled, failed, did not answer in time, or answered with nonsense. Says
 * nothing about the bucket; let it pass to Lambda, which tries the event again.
 */
export class S3ReadError extends Error {
  override readonly name = "S3ReadError";
  readonly action: string;
  /** AWS's error code or the error's name, such as `SlowDown` or `TimeoutError`. */
  readonly code: string;
  /** Of the answer, where there was one. */
  readonly status: number | undefined;

  constructor({ action, of, region, cause }: S3ReadErrorDetails) {
    const { name, message, status, attempts } = serviceError(cause);
    super(
      `${action} of ${of} in ${region} did not answer (${attempts === 1 ? "one try" : `${attempts} tries`}): ${name}: ${message}`,
      { cause },
    );
    this.action = action;
    this.code = name;
    this.status = status;
  }
}
