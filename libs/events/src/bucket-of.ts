import type { CloudTrailDetail } from "./cloudtrail-detail";
import { S3_ACCESS_CALLS, type S3BucketAccessCall } from "./s3-access-calls";

const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::([^/:*?]+)$/;

// Names of before 2018 in us-east-1 may be longer, in capitals and with underscores.
const BUCKET_NAME = /^[A-Za-z0-9._-]{3,255}$/;

/**
 * Suffixes no bucket may have: S3 keeps them for aliases of access points, directory buckets, table buckets and Outposts. SDKs
 * send what has one to another host, or S3 answers for another bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const RESERVED_SUFFIX = /(?:-s3alias|--(?:ol|op|table|x)-s3|\.mrap)$/;

/** The bucket a call names; or the other kind of resource it names; or, when it names nothing, where one looked. */
export type NamedBucket =
  | { readonly kind: "bucket"; readonly bucket: string }
  | { readonly kind: "other resource"; readonly arn: string }
  | { readonly kind: "none"; readonly path: string };

/** The bucket that a call is about: from its own parameter, else from the list of resources concerned. */
export function bucketOf(call: S3BucketAccessCall, detail: CloudTrailDetail): NamedBucket {
  const { requestParameters, resources = [] } = detail;
  const { namedBy } = S3_ACCESS_CALLS[call];
  const named = requestParameters?.[namedBy];
  // A text that is no ARN is no other resource: it is not known what it names.
  if (namedBy === "resourceArn" && named?.startsWith("arn:") && bucketInArn(named) === undefined)
    return { kind: "other resource", arn: named };
  const bucket = [
    namedBy === "bucketName" ? named : bucketInArn(named),
    ...resources.map((resource) => bucketInArn(resource?.ARN)),
  ].find((name) => name !== undefined && isBucketName(name));
  return bucket === undefined
    ? { kind: "none", path: `detail.requestParameters.${namedBy}` }
    : { kind: "bucket", bucket };
}

function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name) && !RESERVED_SUFFIX.test(name);
}

/** The name in a bucket's ARN, in any partition; nothing for an object, an access point or another resource. */
export function bucketInArn(arn: string | undefined): string | undefined {
  return BUCKET_ARN.exec(arn ?? "")?.[1];
}
