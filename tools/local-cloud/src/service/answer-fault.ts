import type { AwsResponse } from "../http/aws-response";
import { recordCall, recordFault } from "../identity/decide-call";
import type { Caller } from "../identity/caller";
import type { FaultyCall } from "../faults/calls";
import {
  type ErrorFault,
  isFunctionFault,
  isWireFault,
  type RegionFault,
  type WireFault,
} from "../faults/fault";
import type { Faults } from "../faults/faults";

/** A call to a service over HTTP that a fault may be injected into. */
export interface AnsweredCall {
  readonly faults: Faults;
  readonly caller: Caller;
  readonly asked: FaultyCall;
  /** IAM's action, and the ARN of what is called. */
  readonly action: string;
  readonly resource: string;
}

/** How an answer over HTTP goes wrong: with an error in place of it, on its way, or in what it says. */
export type AnswerFault =
  | { readonly kind: "error"; readonly fault: ErrorFault | RegionFault }
  | { readonly kind: "wire"; readonly fault: WireFault }
  /** The call succeeds, and what it holds is not accepted. */
  | { readonly kind: "entry" };

/** Asks for the fault of a call over HTTP, and writes into the caller's record that it was injected. */
export function answerFaultOf({
  faults,
  caller,
  asked,
  action,
  resource,
}: AnsweredCall): AnswerFault | undefined {
  const injected = faults.take(asked);
  if (injected === undefined) return undefined;
  recordFault(caller, injected.trace);
  const { fault } = injected;
  if (isFunctionFault(fault)) return undefined;
  if (isWireFault(fault)) return { kind: "wire", fault };
  if (fault.kind === "FailedEntry") return { kind: "entry" };
  if (fault.kind === "AccessDenied") {
    recordCall(
      { caller, action, resource },
      { decision: "denied", because: `the scenario injects ${fault.kind}` },
    );
  }
  return { kind: "error", fault };
}

/** An answer that `spoil` is to happen to. */
export function spoiled(response: AwsResponse, injected: AnswerFault | undefined): AwsResponse {
  return injected?.kind === "wire" ? { ...response, spoil: injected.fault } : response;
}
