import type { ErrorFault, RegionFault } from "../faults/fault";
import { StsError } from "./sts-error";

/**
 * The error that STS answers by a fault, in its own words for it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function faultError({ kind }: ErrorFault | RegionFault): StsError {
  switch (kind) {
    case "AccessDenied":
      return new StsError(kind, 403, "Access denied");
    case "ExpiredToken":
      return new StsError(kind, 403, "The security token included in the request is expired");
    case "SlowDown":
      return new StsError("Throttling", 400, "Rate exceeded");
    case "ServiceUnavailable":
      return new StsError(kind, 503, "The request has failed due to a temporary failure of the server.");
    default:
      return new StsError(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error.",
      );
  }
}
