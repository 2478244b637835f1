import type { ErrorFault, RegionFault } from "../faults/fault";
import { ServiceError } from "../http/service-error";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
export function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError("AccessDeniedException", 400, "Access denied");
    case "SlowDown":
      return new ServiceError("ThrottlingException", 400, "Rate exceeded");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "The request has failed due to a temporary failure of the server.");
    default:
      return new ServiceError("InternalException", 500, "This exception occurs due to unexpected causes.");
  }
}
