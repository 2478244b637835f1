import { parseArn } from "@security-auto/iam-policy";
import type { S3AccessScope } from "./s3-access-calls";

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

/** What CloudTrail writes in place of a value that it does not disclose. */
export const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** Whether a text can be the name of a general purpose bucket. */
export function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name) && !RESERVED_SUFFIX.test(name) && name !== HIDDEN;
}

/** The name in a bucket's ARN, in any partition; nothing for an object, an access point or another resource. */
export function bucketInArn(arn: string | undefined): string | undefined {
  const name = BUCKET_ARN.exec(arn ?? "")?.[1];
  return name !== undefined && isBucketName(name) ? name : undefined;
}

/** A URI such as `s3://tidepool-ledger/2026/*`, by which S3 Access Grants name a part of a bucket. */
const S3_URI = /^s3:\/\/([^/*?]+)/;

/** The bucket that a name, an ARN or an `s3://` URI means. */
export function bucketIn(text: string): string | undefined {
  return isBucketName(text)
    ? text
    : (bucketInArn(text) ?? bucketInArn(`arn:aws:s3:::${S3_URI.exec(text)?.[1] ?? ""}`));
}

/**
 * An ARN as it is: clients put one into a URL, and CloudTrail records some as they stood there, `arn%3Aaws%3As3...`.
 * A text that is no such ARN stays what it is.
 */
export function decodedArn(text: string): string {
  if (!/^arn%3a/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// By the resource part of an ARN, after `arn:PARTITION:SERVICE:REGION:ACCOUNT:`.
const KINDS: readonly (readonly [service: string, resource: RegExp, scope: S3AccessScope])[] = [
  ["s3", /^accesspoint\/[^/]+\.mrap$/, "Multi-Region Access Point"],
  ["s3", /^accesspoint\/[^/]+$/, "access point"],
  ["s3", /^access-grants\//, "access grants"],
  ["s3-object-lambda", /^accesspoint\//, "Object Lambda Access Point"],
  ["s3express", /^accesspoint\//, "access point"],
  ["s3express", /^bucket\//, "directory bucket"],
  ["s3tables", /^bucket\/[^/]+\/table\//, "table"],
  ["s3tables", /^bucket\//, "table bucket"],
  ["s3vectors", /^bucket\//, "vector bucket"],
  ["s3files", /^(?:file-system|access-point)\//, "file system"],
  ["s3-outposts", /^outpost\/[^/]+\/accesspoint\//, "access point"],
  ["s3-outposts", /^outpost\/[^/]+\/bucket\//, "Outposts bucket"],
];

/** The kind of a resource other than a bucket that access can be given to; nothing for any other resource. */
export function scopeOfArn(text: string): S3AccessScope | undefined {
  const arn = parseArn(text);
  if (arn?.partition.startsWith("aws") !== true) return undefined;
  return KINDS.find(([of, shape]) => of === arn.service && shape.test(arn.resource))?.[2];
}

/** The account in an ARN: empty in a bucket's. */
export function accountInArn(text: string): string | undefined {
  return parseArn(text)?.accountId;
}
