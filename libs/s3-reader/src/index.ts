export { s3ClientConfig, type S3ClientOptions } from "./aws/s3-client-config";
export { S3ReadError } from "./aws/s3-read-error";
export { serviceError, type ServiceError } from "./aws/service-error";
export { createTransport, type Transport, type TransportOptions } from "./aws/transport";
export { type AccountRole, AccountRoles, type AccountRolesOptions } from "./credentials/account-roles";
export {
  assumeRole,
  type AssumedRole,
  type AssumeRoleRequest,
  type NotAssumed,
} from "./credentials/assume-role";
export { BoundedCache } from "./credentials/bounded-cache";
export { type Caller, sessionName } from "./credentials/session-name";
export { settleMemberships } from "./organization/settle-memberships";
export type { Settle, SettleMembershipsOptions, Settled, Settling } from "./organization/settling";
export {
  createS3Reader,
  type ReadBucketOptions,
  type ReadOptions,
  type S3Reader,
  type S3ReaderOptions,
} from "./read/create-s3-reader";
export type { AccountBlockReading } from "./read/read-account-block";
export type { BucketReading } from "./read/read-bucket";
export type { BucketTarget } from "./read/read-rounds";
export type { Refusal } from "./read/refusal";
