import {
  type Assessment,
  assessmentSchema,
  type BucketsNotListed,
  bucketsNotListedSchema,
  type Coverage,
  coverageSchema,
  DETAIL_TYPES,
  EVENT_SOURCE,
  type FindingRequest,
  findingRequestSchema,
  type Remediation,
  remediationSchema,
  untilOf,
} from "@security-auto/assessment";
import { isTamperingSource, parse, parseEnvelope } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import { UnreadableDetailError } from "./unreadable-detail-error";

/** An assessment was published. */
export interface AssessedTask {
  readonly kind: "assessed";
  readonly assessment: Assessment;
}

/** A remediation was planned, or how it stands has changed. */
export interface RemediatedTask {
  readonly kind: "remediated";
  readonly remediation: Remediation;
}

/** It was checked whether changes in an account are seen. */
export interface CoveredTask {
  readonly kind: "covered";
  readonly coverage: Coverage;
}

/** A sweep did not list buckets that the register has. */
export interface NotListedTask {
  readonly kind: "not listed";
  readonly notListed: BucketsNotListed;
}

/** Somebody made a call that may end the forwarding of changes. */
export interface TamperedTask {
  readonly kind: "tampered";
  readonly envelope: Extract<ReturnType<typeof parseEnvelope>, { success: true }>["data"];
}

/** An operator accepts or suppresses a finding. */
export interface ExceptTask {
  readonly kind: "except";
  readonly request: FindingRequest;
  /** When what is asked for ends. */
  readonly until: string;
}

export type FindingsTask =
  AssessedTask | RemediatedTask | CoveredTask | NotListedTask | TamperedTask | ExceptTask;

/**
 * Says what an event asks of the function.
 *
 * @throws UnreadableDetailError for an event on the private bus that is none of this version: it must not be lost, so it goes to the
 * failure queue
 */
export function interpret(event: unknown, now = new Date()): Interpretation<FindingsTask> {
  if (isRequest(event)) return interpretRequest(event, now);
  const envelope = parseEnvelope(event);
  if (!envelope.success) return envelope.error;
  const { id, source, "detail-type": detailType, detail } = envelope.data;
  if (source === EVENT_SOURCE && detailType === DETAIL_TYPES.assessed) {
    const read = parse(assessmentSchema, detail, ["detail"]);
    if (!read.success) throw new UnreadableDetailError("assessment", id, read.error);
    return { kind: "assessed", assessment: read.data };
  }
  if (source === EVENT_SOURCE && detailType === DETAIL_TYPES.remediationChanged) {
    const read = parse(remediationSchema, detail, ["detail"]);
    if (!read.success) throw new UnreadableDetailError("remediation", id, read.error);
    return { kind: "remediated", remediation: read.data };
  }
  if (source === EVENT_SOURCE && detailType === DETAIL_TYPES.coverageChecked) {
    const read = parse(coverageSchema, detail, ["detail"]);
    if (!read.success) throw new UnreadableDetailError("coverage", id, read.error);
    return { kind: "covered", coverage: read.data };
  }
  if (source === EVENT_SOURCE && detailType === DETAIL_TYPES.bucketsNotListed) {
    const read = parse(bucketsNotListedSchema, detail, ["detail"]);
    if (!read.success) throw new UnreadableDetailError("list of buckets", id, read.error);
    return { kind: "not listed", notListed: read.data };
  }
  if (isTamperingSource(envelope.data)) return { kind: "tampered", envelope: envelope.data };
  return {
    kind: "other",
    why: `it is ${JSON.stringify(detailType)} of ${JSON.stringify(source)}, and nothing that is recorded`,
  };
}

/** What EventBridge delivers has no such key. */
function isRequest(event: unknown): boolean {
  return typeof event === "object" && event !== null && "request" in event;
}

function interpretRequest(event: unknown, now: Date): Interpretation<ExceptTask> {
  const read = parse(findingRequestSchema, event);
  if (!read.success) return { kind: "invalid", error: "not a request about a finding", issues: read.error };
  const until = untilOf(read.data.expires, now);
  return until.success
    ? { kind: "except", request: read.data, until: until.data }
    : {
        kind: "invalid",
        error: "not a request about a finding",
        issues: [{ path: "expires", message: until.error }],
      };
}
