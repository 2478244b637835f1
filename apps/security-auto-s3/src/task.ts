import type { AssessmentRequest } from "@security-auto/assessment";
import type { S3Change } from "@security-auto/events";

/** What leads to an assessment: a change that CloudTrail recorded, or somebody who asks for one. */
export type AssessmentTask =
  | { readonly kind: "change"; readonly change: S3Change }
  | { readonly kind: "request"; readonly request: AssessmentRequest };
