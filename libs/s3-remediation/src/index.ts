export { type ApplyOutcome, applyPlan, type ApplyPorts, type ApplyRequest } from "./apply/apply-plan";
export type { ChangePorts } from "./apply/bucket-under-change";
export { compareSettings, type PartState } from "./apply/compare-settings";
export { digestOf } from "./apply/digest";
export { type ActionRequest, type Planned, plannedAction } from "./apply/planned-action";
export { s3Writer, type WriteToS3 } from "./apply/s3-writer";
export { undoAction, type UndoOutcome, type UndoPorts, type UndoRequest } from "./apply/undo-action";
export { sessionPolicyFor, WRITE_ACTIONS, type WriteAction, WRITES } from "./permissions";
export {
  type BucketToPlanFor,
  type PlanOptions,
  planRemediation,
  type RemediationPlan,
  type RemediationStep,
} from "./plan";
export type { S3Write } from "./settings/s3-write";
export { strongestOf, violatedOf } from "./violated";
