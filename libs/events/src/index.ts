export { accessCallsTable } from "./access-calls-table";
export type {
  Actor,
  AnonymousActor,
  AssumedRoleActor,
  AwsAccountActor,
  AwsServiceActor,
  DirectoryActor,
  FederatedUserActor,
  IamUserActor,
  IdentityCenterUserActor,
  ProviderUserActor,
  RootActor,
  UnknownActor,
} from "./actor";
export { actorOf } from "./actor-of";
export { type CloudTrailDetail, cloudTrailDetailSchema } from "./cloudtrail-detail";
export type { EventBridgeEnvelope } from "./eventbridge-envelope";
export { interpretEnvelope, interpretEvent, invalidEvent, parseEnvelope } from "./interpret-event";
export { type EventIssue, parse } from "./parse";
export {
  isS3AccessCall,
  type ListedS3AccessCall,
  listS3AccessCalls,
  S3_ACCESS_CALLS,
  type S3AccessCall,
  s3AccessCallFacts,
  type S3AccessCallFacts,
  type S3AccessScope,
  type S3AccountAccessCall,
  type S3BucketAccessCall,
} from "./s3-access-calls";
export { s3AccessChangePattern } from "./s3-access-change-pattern";
export type {
  CallFailure,
  InvalidEvent,
  S3AccountChange,
  S3BucketChange,
  S3Change,
  S3Event,
  S3ResourceChange,
  S3ResourceScope,
} from "./s3-change";
export { eventSourceOf, S3_EVENT_SOURCES, S3_SERVICES, type S3Service, sourceOf } from "./s3-services";
export { EVENT_DEPTH_LIMIT, SIZE_LIMITS } from "./size-limits";
export { type UserIdentity, userIdentitySchema } from "./user-identity";
export { type CloudTrailEvent, wrapCloudTrailRecord, type WrappedRecord } from "./wrap-cloudtrail-record";
