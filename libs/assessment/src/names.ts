/** The `source` of every event that the functions put on the private bus. */
export const EVENT_SOURCE = "security-auto";

/** The `detail-type` of each kind of event on the private bus. */
export const DETAIL_TYPES = {
  assessed: "S3 Bucket Assessed",
  assessmentRequested: "S3 Bucket Assessment Requested",
  findingChanged: "S3 Finding Changed",
  remediationChanged: "S3 Remediation Changed",
  coverageChecked: "S3 Coverage Checked",
  sweepFinished: "S3 Sweep Finished",
  bucketsNotListed: "S3 Buckets Not Listed",
} as const;

export type DetailType = (typeof DETAIL_TYPES)[keyof typeof DETAIL_TYPES];
