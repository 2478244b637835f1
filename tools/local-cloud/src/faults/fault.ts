/** Errors that a service answers with, by AWS's names. */
const ERROR_FAULTS = [
  "AccessDenied",
  "ExpiredToken",
  "InternalError",
  "ServiceUnavailable",
  "SlowDown",
] as const;

/** S3 says that the bucket is somewhere else. */
export const REGION_FAULTS = ["PermanentRedirect", "AuthorizationHeaderMalformed"] as const;

/**
 * What happens to an answer on its way: it never comes (`hang`), the connection is reset before it or in the middle of it
 * (`reset`, `cut`), it is whole for HTTP and half for XML (`truncated-xml`), or no XML at all (`malformed-xml`).
 */
const WIRE_FAULTS = ["hang", "reset", "cut", "truncated-xml", "malformed-xml"] as const;

/** The answer comes, but takes its time: before its first byte, or from byte to byte. */
export const SLOW_FAULTS = ["latency", "slow-body"] as const;

/** Of PutEvents, SendMessageBatch and BatchImportFindings: the call succeeds, and what it holds does not. */
const ENTRY_FAULTS = ["FailedEntry"] as const;

/** What happens to the function's process. */
export const FUNCTION_FAULTS = ["crash", "out-of-memory", "time-out", "blocked-loop"] as const;

/** When it happens: before the handler is called, while it waits for the first time, before its answer is sent. */
export const MOMENTS = ["start", "middle", "end"] as const;

export interface ErrorFault {
  readonly kind: (typeof ERROR_FAULTS)[number];
}

export interface RegionFault {
  readonly kind: (typeof REGION_FAULTS)[number];
  /** The region that the answer names; absent: it names none. */
  readonly region?: string;
}

interface EntryFault {
  readonly kind: (typeof ENTRY_FAULTS)[number];
}

export type WireFault =
  | { readonly kind: (typeof WIRE_FAULTS)[number] }
  | { readonly kind: (typeof SLOW_FAULTS)[number]; readonly ms: number };

export interface FunctionFault {
  readonly kind: (typeof FUNCTION_FAULTS)[number];
  readonly at: (typeof MOMENTS)[number];
  /** How long a `blocked-loop` lasts; absent: until the function is killed. */
  readonly ms?: number;
}

export type Fault = ErrorFault | RegionFault | EntryFault | WireFault | FunctionFault;
export type FaultKind = Fault["kind"];

/** The services that faults can be injected into. */
export const FAULT_SERVICES = [
  "s3",
  "s3-control",
  "sts",
  "sns",
  "sqs",
  "logs",
  "lambda",
  "events",
  "cloudtrail",
  "scheduler",
  "dynamodb",
  "securityhub",
  "organizations",
] as const;
export type FaultService = (typeof FAULT_SERVICES)[number];

const DELIVERY_FAULTS = ["AccessDenied", "InternalError", "ServiceUnavailable", "SlowDown"] as const;
const CALL_FAULTS = [...DELIVERY_FAULTS, "hang", "reset", "cut", ...SLOW_FAULTS] as const;
const BATCH_FAULTS = [...CALL_FAULTS, ...ENTRY_FAULTS] as const;
const ANSWER_FAULTS = [...ERROR_FAULTS, ...WIRE_FAULTS, ...SLOW_FAULTS] as const;

/** The faults that can be injected into each service. */
export const KINDS_OF = {
  s3: [...ANSWER_FAULTS, ...REGION_FAULTS],
  "s3-control": ANSWER_FAULTS,
  sts: ANSWER_FAULTS,
  sns: CALL_FAULTS,
  sqs: BATCH_FAULTS,
  logs: DELIVERY_FAULTS,
  events: BATCH_FAULTS,
  cloudtrail: CALL_FAULTS,
  scheduler: CALL_FAULTS,
  dynamodb: CALL_FAULTS,
  securityhub: BATCH_FAULTS,
  organizations: CALL_FAULTS,
  lambda: [...DELIVERY_FAULTS, ...FUNCTION_FAULTS],
} as const satisfies Readonly<Record<FaultService, readonly FaultKind[]>>;

/** A fault, the calls it is injected into, and how often. What is absent narrows nothing. */
export interface FaultRule {
  readonly service: FaultService;
  /** E.g. `GetBucketAcl`, `AssumeRole`. */
  readonly call?: string;
  /** Owner of what is called: the bucket, role, queue, function... */
  readonly account?: string;
  /** For `s3`. */
  readonly bucket?: string;
  /** Name of the event bus, for `events`. */
  readonly bus?: string;
  /** Name of the topic, for `sns`. */
  readonly topic?: string;
  /** Name of the queue, for `sqs`. */
  readonly queue?: string;
  /** Name of the function; for `lambda` and `logs`. */
  readonly function?: string;
  /** So many of these calls go well before it is injected into the first. Default: 0. */
  readonly after?: number;
  /** From then on it is injected into each so-manieth of them. Default: 1. */
  readonly every?: number;
  /** So many are injected in all. Default: no end. */
  readonly times?: number;
  readonly fault: Fault;
}

/** What can happen to something that a service hands over: nobody waits for an answer. */
export function isDeliveryFault(fault: Fault): boolean {
  return DELIVERY_FAULTS.some((kind) => kind === fault.kind);
}

export function isFunctionFault(fault: Fault): fault is FunctionFault {
  return FUNCTION_FAULTS.some((kind) => kind === fault.kind);
}

export function isWireFault(fault: Fault): fault is WireFault {
  return [...WIRE_FAULTS, ...SLOW_FAULTS].some((kind) => kind === fault.kind);
}
