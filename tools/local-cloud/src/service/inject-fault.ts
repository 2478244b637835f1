import type { FaultyCall } from "../faults/calls";
import type { ErrorFault, RegionFault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { ServiceError } from "../http/service-error";
import { answerFaultOf } from "./answer-fault";
import type { JsonCall } from "./json-service";

export interface InjectedCall {
  readonly faults: Faults;
  readonly asked: FaultyCall;
  /** IAM's action, and the ARN of what is called. */
  readonly action: string;
  readonly resource: string;
  /** The words of the service. */
  readonly errorOf: (fault: ErrorFault | RegionFault) => ServiceError;
}

/**
 * Injects the fault of a call in a protocol of JSON, if it has one.
 *
 * @throws ServiceError in place of an answer
 */
export function injectFault({ caller, spoil }: JsonCall, { errorOf, ...injected }: InjectedCall): void {
  const fault = answerFaultOf({ caller, ...injected });
  if (fault?.kind === "error") throw errorOf(fault.fault);
  if (fault?.kind === "wire") spoil(fault.fault);
}
