export { DETAILS_IN_BLOCK, detailsId, embedded, REPORT_ID, REPORT_PLACE } from "./embed";
export type { BucketDetail, BucketRow, CoveragePlace, Judgement, Report, ReportedFinding } from "./report";
