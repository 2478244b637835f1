import { ASSESSMENT_EXAMPLE } from "./assessment.example";
import { assessmentSchema } from "./assessment";
import { ASSESSMENT_REQUEST_EXAMPLE } from "./assessment-request.example";
import { assessmentRequestSchema } from "./assessment-request";
import { BUCKETS_NOT_LISTED_EXAMPLE } from "./buckets-not-listed.example";
import { bucketsNotListedSchema } from "./buckets-not-listed";
import { coverageSchema } from "./coverage";
import { COVERAGE_EXAMPLE } from "./coverage.example";
import { FINDING_EXAMPLE } from "./finding.example";
import { findingSchema } from "./finding";
import { DETAIL_TYPES } from "./names";
import { REMEDIATION_EXAMPLE } from "./remediation.example";
import { remediationSchema } from "./remediation";
import { SWEEP_EXAMPLE } from "./sweep.example";
import { sweepSchema } from "./sweep";

/** Each kind of event on the private bus: the schema of its detail, and a real one. */
export const CONTRACTS = {
  assessment: {
    detailType: DETAIL_TYPES.assessed,
    schema: assessmentSchema,
    example: ASSESSMENT_EXAMPLE,
  },
  "assessment-request": {
    detailType: DETAIL_TYPES.assessmentRequested,
    schema: assessmentRequestSchema,
    example: ASSESSMENT_REQUEST_EXAMPLE,
  },
  "buckets-not-listed": {
    detailType: DETAIL_TYPES.bucketsNotListed,
    schema: bucketsNotListedSchema,
    example: BUCKETS_NOT_LISTED_EXAMPLE,
  },
  finding: {
    detailType: DETAIL_TYPES.findingChanged,
    schema: findingSchema,
    example: FINDING_EXAMPLE,
  },
  remediation: {
    detailType: DETAIL_TYPES.remediationChanged,
    schema: remediationSchema,
    example: REMEDIATION_EXAMPLE,
  },
  coverage: {
    detailType: DETAIL_TYPES.coverageChecked,
    schema: coverageSchema,
    example: COVERAGE_EXAMPLE,
  },
  sweep: {
    detailType: DETAIL_TYPES.sweepFinished,
    schema: sweepSchema,
    example: SWEEP_EXAMPLE,
  },
} as const;
