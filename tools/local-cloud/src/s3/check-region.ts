import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import type { AwsRequest } from "../http/aws-request";
import type { Bucket } from "./bucket/bucket";
import { S3Error } from "./bucket/s3-error";

/** The region of the global endpoint, which finds buckets of every region. */
const GLOBAL = "us-east-1";

/**
 * Refuses a call that was sent to another region than the bucket's. The credential scope says where it was sent to:
 * every region is served at one address here.
 *
 * A call for us-east-1 is taken as sent to the global endpoint: it is routed to the bucket's region, and fails for its
 * signature. Everywhere else S3 redirects.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function checkRegion({ signature }: AwsRequest, bucket: Bucket, call: string): void {
  const region = signature?.region ?? bucket.region;
  if (region === bucket.region || (call === "GetBucketLocation" && region === GLOBAL)) return;
  const headers = { "x-amz-bucket-region": bucket.region };
  if (region === GLOBAL) {
    throw new S3Error(
      "AuthorizationHeaderMalformed",
      400,
      `The authorization header is malformed; the region '${region}' is wrong; expecting '${bucket.region}'`,
      { headers, details: { Region: bucket.region } },
    );
  }
  throw new S3Error(
    "PermanentRedirect",
    301,
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    {
      headers,
      details: {
        Endpoint: `${bucket.name}.s3.${bucket.region}.${urlSuffixOf(partitionOf(bucket.region))}`,
        Bucket: bucket.name,
      },
    },
  );
}
