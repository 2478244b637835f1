import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import type { ErrorFault, RegionFault } from "../faults/fault";
import { accessDenied, S3Error } from "./bucket/s3-error";

/**
 * The error that S3 answers by a fault.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function faultError(fault: ErrorFault | RegionFault, bucket?: string): S3Error {
  switch (fault.kind) {
    case "AccessDenied":
      return accessDenied();
    case "ExpiredToken":
      return new S3Error(fault.kind, 400, "The provided token has expired.");
    case "InternalError":
      return new S3Error(fault.kind, 500, "We encountered an internal error. Please try again.");
    case "ServiceUnavailable":
      return new S3Error(fault.kind, 503, "Service is unable to handle request.");
    case "SlowDown":
      return new S3Error(fault.kind, 503, "Please reduce your request rate.");
    case "PermanentRedirect":
      return new S3Error(fault.kind, 301, "The bucket must be addressed using the specified endpoint.", {
        headers: regionHeader(fault),
        details: {
          ...(fault.region !== undefined && {
            Endpoint: `s3.${fault.region}.${urlSuffixOf(partitionOf(fault.region))}`,
          }),
          ...(bucket !== undefined && { Bucket: bucket }),
        },
      });
    case "AuthorizationHeaderMalformed":
      return new S3Error(fault.kind, 400, "The authorization header is malformed; the region is wrong", {
        headers: regionHeader(fault),
        details: fault.region === undefined ? {} : { Region: fault.region },
      });
  }
}

function regionHeader({ region }: RegionFault): Readonly<Record<string, string>> {
  return region === undefined ? {} : { "x-amz-bucket-region": region };
}
