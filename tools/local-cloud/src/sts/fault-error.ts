import type { ErrorFault, RegionFault } from "../faults/fault";
import { ServiceError } from "../http/service-error";

/**
 * The error that STS answers by a fault, in its own words for it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError(kind, 403, "Access denied");
    case "ExpiredToken":
      return new ServiceError(kind, 403, "The security token included in the request is expired");
    case "SlowDown":
      return new ServiceError("Throttling", 400, "Rate exceeded");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "The request has failed due to a temporary failure of the server.");
    default:
      return new ServiceError(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error.",
      );
  }
}
