export { accessCallsTable } from "./access-calls-table";
export { heartbeatBucket } from "./heartbeat-bucket";
export { interpretEnvelope, interpretEvent, invalidEvent, parseEnvelope } from "./interpret-event";
export { parse } from "./parse";
export type { PutFacet } from "./put-facet";
export { nodesAt, textsAt } from "./request-parameter";
export {
  type ListedS3AccessCall,
  listS3AccessCalls,
  S3_ACCESS_CALLS,
  type S3AccessCall,
  s3AccessCallFacts,
  type S3AccountAccessCall,
  type S3BucketAccessCall,
} from "./s3-access-calls";
export { s3AccessChangePattern } from "./s3-access-change-pattern";
export { s3SweepingChangePattern } from "./s3-sweeping-change-pattern";
export type { S3AccountChange, S3Change, S3Event, S3ResourceChange, S3ResourceScope } from "./s3-change";
export { eventSourceOf, S3_EVENT_SOURCES, type S3Service, sourceOf } from "./s3-services";
export { EVENT_DEPTH_LIMIT, SIZE_LIMITS } from "./size-limits";
export {
  interpretTampering,
  isTamperingSource,
  type Tampering,
  type TamperingEvent,
} from "./tampering/interpret-tampering";
export { listTamperingCalls, TAMPERING_CALLS, type TamperingCallFacts } from "./tampering/tampering-calls";
export { TAMPERING_SOURCES, tamperingPattern } from "./tampering/tampering-pattern";
export { type WatchedNames, watchedNamesSchema } from "./tampering/watched-names";
export { type CloudTrailEvent, wrapCloudTrailRecord } from "./wrap-cloudtrail-record";
