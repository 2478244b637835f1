export {
  type BucketToPlanFor,
  type PlanOptions,
  planRemediation,
  type RemediationPlan,
  type RemediationStep,
} from "./plan";
export type { S3Write } from "./settings/writes-between";
