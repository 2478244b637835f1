import type { Delivered } from "../state/parcel";
import type { InjectedFault } from "../faults/faults";

/**
 * How a delivery fails by a fault: a missing permission is for good, everything else passes and is tried again.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function failedDelivery({ fault, trace }: InjectedFault): Extract<Delivered, { success: false }> {
  const error = `${trace.service}:${trace.call} answered ${fault.kind}, as the scenario asks`;
  switch (fault.kind) {
    case "AccessDenied":
      return { success: false, code: "NO_PERMISSIONS", error };
    case "SlowDown":
      return { success: false, code: "THROTTLING", error };
    default:
      return { success: false, code: "ERROR_FROM_TARGET", error };
  }
}
