import type { Decision } from "@security-auto/iam-evaluator";
import type { Mismatch } from "@security-auto/event-pattern";
import type { FaultTrace } from "../faults/faults";

/** Everything that happened because of one event, in the order of the template's rules and targets. */
export interface Trace extends TraceParts {
  readonly event: EventSummary;
  /** Name of the bus it arrived on. */
  readonly bus: string;
  /** Whether the bus took it from its sender, or had no need to: no rule matches it. When not, no rule has seen it. */
  readonly accepted: boolean;
  /** Every rule of the bus. */
  readonly rules: readonly RuleTrace[];
}

/** `null`: the event has no such field. */
export interface EventSummary {
  readonly id: string | null;
  /** `detail.eventName` of a CloudTrail event. */
  readonly name: string | null;
  readonly detailType: string | null;
  /** Why the service refused the call (`detail.errorCode`); absent when it did not. */
  readonly errorCode?: string;
  /** What a program says in it; absent for an event of AWS. */
  readonly detail?: unknown;
}

export interface RuleTrace {
  readonly name: string;
  readonly matched: boolean;
  /** Why not; empty when it matched, or when explanations are off. */
  readonly mismatches: readonly Mismatch[];
}

export interface TraceParts {
  readonly invocations: readonly InvocationTrace[];
  readonly notifications: readonly NotificationTrace[];
  /** What was imported into Security Hub. */
  readonly imports: readonly ImportTrace[];
  /** What ended in a queue because it could not be delivered or run. */
  readonly deadLetters: readonly DeadLetterTrace[];
  /** What was sent to a queue in the ordinary course. */
  readonly messages: readonly MessageTrace[];
  readonly alarms: readonly AlarmTrace[];
  readonly denied: readonly DenialTrace[];
  /** What went wrong because the scenario asks for it. */
  readonly faults: readonly FaultTrace[];
  /** What is lost: nothing accepted it and nothing keeps it. */
  readonly lost: readonly LossTrace[];
  /**
   * Traces of the events that this one set off, in order: put on a bus by a destination, by a rule, or raised by a call that
   * the function made. One event sets off ten thousand at most, and sixteen in a row; what would be more is lost, with that
   * reason.
   */
  readonly followUps: readonly Trace[];
}

/** One asynchronous invocation with its retries. */
export interface InvocationTrace {
  /** Name of the function. */
  readonly function: string;
  readonly requestId: string;
  /** Of the last attempt. */
  readonly outcome: "success" | "error" | "timeout";
  readonly attempts: number;
  /** Cold starts of all attempts together, ms; 0 when all were warm. */
  readonly initMs: number;
  /** Of the last attempt, ms. */
  readonly durationMs: number;
  readonly maxMemoryMb: number;
  /** Log stream of the environment that ran the last attempt; empty when there was none. */
  readonly logStream: string;
  /** Version of the Node that ran it, e.g. `v24.1.0`. */
  readonly node: string;
  /** AWS calls made in the name of the function's role. */
  readonly apiCalls: readonly ApiCall[];
  /** What CloudWatch Logs has of it: empty when the role may not write. */
  readonly logs: readonly LogLine[];
  /** What the last attempt returned, or Lambda's error object. */
  readonly response: unknown;
}

export interface ApiCall {
  readonly action: string;
  readonly resource: string;
  readonly decision: "allowed" | "denied";
  /** Account of the caller; only for calls that the function itself made. */
  readonly account?: string;
  /** Name of the role in whose name the function called; only for such calls. */
  readonly role?: string;
}

export interface LogLine {
  /** From 1. */
  readonly attempt: number;
  /** `platform`: written by Lambda (START, END, REPORT...), not by the function. */
  readonly from: "platform" | "stdout" | "stderr";
  readonly message: string;
}

/** One message published to a topic. */
export interface NotificationTrace {
  /** Name of the topic. */
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
  readonly recipients: readonly { readonly protocol: string; readonly endpoint: string }[];
}

/** One finding that was imported into Security Hub; one that changed nothing there is none. */
export interface ImportTrace {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  /** `null`: the finding says nothing of it. */
  readonly compliance: string | null;
  readonly recordState: "ACTIVE" | "ARCHIVED";
  /** As it was imported, in the AWS Security Finding Format. */
  readonly finding: Readonly<Record<string, unknown>>;
}

export interface MessageTrace {
  /** Name of the queue. */
  readonly queue: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DeadLetterTrace extends MessageTrace {
  /**
   * `delivery`: EventBridge could not deliver; `max-receive-count`: a queue's consumer failed as often as the queue's
   * redrive policy allows; the others: the function failed every attempt.
   */
  readonly reason: "delivery" | "on-failure" | "function-dead-letter" | "max-receive-count";
}

export interface AlarmTrace {
  readonly name: string;
  readonly state: "OK" | "ALARM";
  readonly because: string;
}

export interface DenialTrace {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: Exclude<Decision["decision"], "allowed">;
  readonly because: string;
}

export interface LossTrace {
  /** E.g. `event`, `log lines`, `invocation record`. */
  readonly what: string;
  /** ARN of where it was to go. */
  readonly to: string;
  readonly because: string;
}
