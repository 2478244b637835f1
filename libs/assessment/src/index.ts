export { type AnsweredAssessment, assessmentIn, readAnswer } from "./answer";
export { type Assessment, assessmentSchema, type ExposedAt } from "./assessment";
export { ASSESSMENT_EXAMPLE } from "./assessment.example";
export { type AssessmentRequest, assessmentRequestSchema } from "./assessment-request";
export { ASSESSMENT_REQUEST_EXAMPLE } from "./assessment-request.example";
export { type BucketsNotListed, bucketsNotListedSchema } from "./buckets-not-listed";
export { BUCKETS_NOT_LISTED_EXAMPLE } from "./buckets-not-listed.example";
export { type ChatMessage, chatMessage } from "./chat-message";
export {
  checksMade,
  type CheckResult,
  checksSchema,
  type Coverage,
  COVERAGE_CHECKS,
  type CoverageCheck,
  type CoverageChecks,
  coverageSchema,
  GLOBAL_PLACE,
} from "./coverage";
export { COVERAGE_EXAMPLE } from "./coverage.example";
export {
  CANNOT_READ,
  COVERAGE,
  type FailedCheck,
  type Finding,
  findingSchema,
  updatedAtOf,
  WAS_EXPOSED,
} from "./finding";
export { type FindingMessage, findingMessage } from "./finding-message";
export { type FindingRequest, findingRequestSchema, untilOf } from "./finding-request";
export { findingSummary } from "./finding-summary";
export { type MessageOptions } from "./finding-steps";
export { FINDING_EXAMPLE } from "./finding.example";
export { fitAssessment, fittedAssessment } from "./fit-assessment";
export { DETAIL_TYPES, type DetailType, EVENT_SOURCE } from "./names";
export {
  accountIdSchema,
  type Exception,
  exceptionSchema,
  type Exposure,
  exposureSchema,
  isMoreOpen,
  timeSchema,
  type Verdict,
  verdictSchema,
} from "./parts";
export { type Remediation, remediationSchema } from "./remediation";
export { type RemediationRequest, remediationRequestSchema } from "./remediation-request";
export { type RemediationStage, remediationStage } from "./remediation-stage";
export { REMEDIATION_EXAMPLE } from "./remediation.example";
export { type Sweep, sweepCounts, sweepSchema } from "./sweep";
export { SWEEP_EXAMPLE } from "./sweep.example";
export { type SweepRequest, sweepRequestSchema } from "./sweep-request";
