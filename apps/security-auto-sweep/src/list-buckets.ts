import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import {
  type AccountRoles,
  s3ClientConfig,
  S3ReadError,
  serviceError,
  type Transport,
} from "@security-auto/s3-reader";
import type { Listed, Ports } from "./ports";

/** So many buckets are a page: few enough for an invocation, and for one item of the register. */
const PAGE_BUCKETS = 50;

/**
 * Lists an account's buckets of all regions, in the role in which they are read.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export function listBucketsWith({
  roles,
  transport,
  region,
  signal,
}: {
  readonly roles: AccountRoles;
  readonly transport: Transport;
  readonly region: string;
  readonly signal: AbortSignal;
}): Ports["listBuckets"] {
  return async (account, token): Promise<Listed> => {
    const role = await roles.roleIn(account, signal);
    if (role.kind !== "granted") return { kind: "refused", because: role.because };
    const { credentials } = role;
    const client = new S3Client(s3ClientConfig({ region, credentials, transport }));
    try {
      const { Buckets = [], ContinuationToken } = await client.send(
        new ListBucketsCommand({ MaxBuckets: PAGE_BUCKETS, ContinuationToken: token }),
        { abortSignal: signal },
      );
      return {
        kind: "listed",
        buckets: Buckets.flatMap(({ Name, BucketRegion }) =>
          Name === undefined
            ? []
            : [{ name: Name, ...(BucketRegion !== undefined && { region: BucketRegion }) }],
        ),
        ...(ContinuationToken !== undefined && { next: ContinuationToken }),
      };
    } catch (cause) {
      signal.throwIfAborted();
      const { name, message, status } = serviceError(cause);
      if (name === "AccessDenied") return { kind: "refused", because: `s3:ListAllMyBuckets: ${message}` };
      // Perhaps because of the session: the next try begins with another one.
      if (status === 400 || status === 403) roles.forget(account, credentials);
      throw new S3ReadError({ action: "s3:ListAllMyBuckets", of: account, region, cause });
    }
  };
}
