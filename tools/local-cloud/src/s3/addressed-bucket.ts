import type { AwsRequest } from "../http/aws-request";

/** What a request addresses: nothing, a bucket, or an object in it. */
export interface Addressed {
  readonly bucket?: string;
  /** The object's key; empty for the bucket itself. */
  readonly key: string;
}

const AWS_HOST = /^(?:(.+)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/**
 * Reads the bucket from the host (`BUCKET.s3.us-west-2.amazonaws.com`, `BUCKET.localhost`) or, when the host is that of
 * the service, from the path.
 */
export function addressedBucket({ host, path }: AwsRequest): Addressed {
  const named = AWS_HOST.exec(host)?.[1] ?? /^(.+)\.localhost$/.exec(host)?.[1];
  if (named !== undefined) return { bucket: named, key: path.slice(1) };
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?([^]*)$/.exec(path) ?? [];
  return bucket === "" ? { key: "" } : { bucket, key };
}
