import type { AwsRequest } from "../http/aws-request";

/** What a request addresses: nothing, a bucket, or an object in it. */
export interface Addressed {
  readonly bucket?: string;
  /** The object's key; empty for the bucket itself. */
  readonly key: string;
}

/**
 * Reads the bucket from the host (`BUCKET.s3.us-west-2.amazonaws.com`, `BUCKET.localhost`) or, when the host is that of
 * the service, from the path.
 */
export function addressedBucket({ host, path }: AwsRequest): Addressed {
  const named = bucketOfHost(host.split("."));
  if (named !== undefined) return { bucket: named, key: path.slice(1) };
  const [bucket = "", ...key] = path.slice(1).split("/");
  return bucket === "" ? { key: "" } : { bucket, key: key.join("/") };
}

/** What stands before `s3` or `s3-...` in a host of AWS, or before `localhost`: a bucket's name may have dots itself. */
function bucketOfHost(labels: readonly string[]): string | undefined {
  const service =
    labels.at(-1) === "localhost"
      ? labels.length - 1
      : labels.findLastIndex((label) => label === "s3" || label.startsWith("s3-"));
  return service > 0 ? labels.slice(0, service).join(".") : undefined;
}
