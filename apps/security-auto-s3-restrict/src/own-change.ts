import type { WriteRoleIn } from "./configuration";
import type { BucketAssessment } from "./violation";

/** Whether a change was made in the role in which this function writes: answering it would be answering itself. */
export function isOwnChange(assessment: BucketAssessment, roleIn: WriteRoleIn): boolean {
  if (assessment.cause !== "change") return false;
  const role = roleIn(assessment.accountId);
  return role !== undefined && assessment.actor["issuerArn"] === role;
}
