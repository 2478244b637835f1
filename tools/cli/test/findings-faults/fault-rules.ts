import type { FaultRule } from "@security-auto/local-cloud";

type Fault = FaultRule["fault"];
type More = Partial<FaultRule>;

/** Faults of what the function calls that keeps the register. */
export const table = (call: string, fault: Fault, more: More = {}): FaultRule => ({
  service: "dynamodb",
  call,
  fault,
  ...more,
});

export const sns = (fault: Fault, more: More = {}): FaultRule => ({
  service: "sns",
  call: "Publish",
  topic: "security-findings",
  fault,
  ...more,
});

export const chat = (fault: Fault, more: More = {}): FaultRule =>
  sns(fault, { topic: "security-findings-chat", ...more });

/** The first PutEvents is that of the event that the function is for. */
export const bus = (fault: Fault, more: More = {}): FaultRule => ({
  service: "events",
  call: "PutEvents",
  after: 1,
  fault,
  ...more,
});

export const hub = (fault: Fault, more: More = {}): FaultRule => ({
  service: "securityhub",
  call: "BatchImportFindings",
  fault,
  ...more,
});
