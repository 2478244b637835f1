export type {
  Acl,
  AclGrant,
  BucketFacets,
  BucketFacts,
  FacetName,
  Grantee,
  Organization,
  PublicAccessBlock,
} from "./bucket-facts";
export { BoundedCache } from "./credentials/bounded-cache";
export { MissingCredentialsError } from "./credentials/aws-credentials";
export type { Caller } from "./credentials/session-name";
export { facetOfRead, READ_NAMES } from "./describe/denied-reads";
export { describeBucket } from "./describe/describe-bucket";
export { readGrantee } from "./describe/grantee";
export type { Evidence, EvidenceSource } from "./evidence";
export { exceeds, type Exposure, type ExposureInterval, EXPOSURES } from "./exposure";
export { type BucketExposure, exposureOfBucket } from "./exposure-of-bucket";
export { absent, denied, type Facet, type FacetState, failed, present } from "./facet";
export type { Finding } from "./finding";
export { DEFAULT_INVARIANTS, NOTHING_PUBLIC, SENSITIVE_STAYS_INSIDE } from "./invariants/default-invariants";
export type { Invariant, InvariantException } from "./invariants/invariant";
export { type InvariantVerdict, overallVerdict, type Verdict } from "./invariants/judge-invariants";
export { invariantsSchema } from "./invariants/invariant";
export { parseInvariants } from "./invariants/parse-invariants";
export { type Assessment, judgeBucket, type JudgeOptions } from "./judge-bucket";
export type { BucketPolicy } from "./policy/bucket-policy";
export { parseBucketPolicy } from "./policy/parse-policy";
export { policyIsPublic } from "./policy/policy-is-public";
export { type AwsCall, CALL_OF_ACTION } from "./read/calls";
export {
  createS3Reader,
  type ReadOptions,
  type S3Reader,
  type S3ReaderOptions,
} from "./read/create-s3-reader";
export { ACCOUNT_BLOCK_NOT_ASKED, needsAccountBlock } from "./read/needs-account-block";
export type { AccountBlockReading } from "./read/read-account-block";
export { ACTION_OF_READ, READ_ACTIONS, type ReadAction } from "./read/read-actions";
export type { BucketReading } from "./read/read-bucket";
export type { BucketTarget } from "./read/read-rounds";
export type { Refusal } from "./read/refusal";
export { S3ReadError } from "./read/s3-read-error";
export type { Issue, Result } from "./result";
