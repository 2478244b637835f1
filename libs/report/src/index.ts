export { DETAILS_IN_BLOCK, detailsId, embedded, REPORT_ID, REPORT_PLACE } from "./embed";
export {
  BREAKABLE,
  type Breakable,
  type Change,
  type Happened,
  LIVE_ID,
  type LiveHappened,
  type LiveReport,
  TOKEN_HEADER,
  type Traced,
  type TracedInvocation,
} from "./live";
export type { BucketDetail, BucketRow, CoveragePlace, Judgement, Report, ReportedFinding } from "./report";
