export { type AnsweredAssessment, assessmentIn, readAnswer } from "./answer";
export { type Assessment, assessmentSchema } from "./assessment";
export { ASSESSMENT_EXAMPLE } from "./assessment.example";
export { type AssessmentRequest, assessmentRequestSchema } from "./assessment-request";
export { ASSESSMENT_REQUEST_EXAMPLE } from "./assessment-request.example";
export { type Finding, findingSchema } from "./finding";
export { fitAssessment } from "./fit-assessment";
export { DETAIL_TYPES, type DetailType, EVENT_SOURCE } from "./names";
export { type Remediation, remediationSchema } from "./remediation";
