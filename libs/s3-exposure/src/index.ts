export { isPublicGrantee, OWNER_ENFORCED } from "./acl-exposure";
export type {
  AccessPoint,
  AccessPoints,
  Acl,
  AclGrant,
  BucketFacets,
  BucketFacts,
  FacetName,
  Grantee,
  Organization,
  PublicAccessBlock,
} from "./bucket-facts";
export { describeBucket } from "./describe/describe-bucket";
export { type Description, descriptionOf } from "./describe/description-of";
export { MOST_POLICY_BYTES, storedBytes } from "./describe/input-values";
export { readGrantee } from "./describe/grantee";
export type { Evidence, EvidenceSource } from "./evidence";
export { exceeds, type Exposure, type ExposureInterval, narrower } from "./exposure";
export { MOST_STEPS, Steps } from "./access/steps";
export { absent, denied, type Facet, type FacetState, failed, present, valueOf } from "./facet";
export type { Finding } from "./finding";
export { ACCOUNT_BLOCK_NOT_ASKED, furtherReads } from "./further-reads";
export {
  type ConfiguredJudging,
  type JudgeConfiguration,
  type JudgeConfigurationFile,
  organizationSchema,
  parseJudgeConfiguration,
} from "./invariants/configured-judging";
export { DEFAULT_INVARIANTS } from "./invariants/default-invariants";
export { exceptedAccounts } from "./invariants/exception";
export { type Invariant, type InvariantException } from "./invariants/invariant";
export {
  parseInvariants,
  type RespondingInvariant,
  respondingInvariantsSchema,
  type Response,
  RESPONSES,
} from "./invariants/responding-invariant";
export { type InvariantVerdict, overallVerdict, type Verdict } from "./invariants/judge-invariants";
export { type Assessment, judgeBucket, type JudgeOptions } from "./judge-bucket";
export type { Objects } from "./objects-of-bucket";
export type { BucketPolicy } from "./policy/bucket-policy";
export { parseBucketPolicy } from "./policy/parse-policy";
export { policyFlag } from "./policy-flag";
export { policyIsPublic } from "./policy/policy-is-public";
export { NOTHING_BLOCKED, settingOf } from "./public-access-block";
export { READ_CALLS, type ReadCall } from "./reads/calls";
export {
  FACET_NAMES,
  READ_ACTIONS,
  type ReadAction,
  READS,
  READS_OF_ACCESS_POINTS,
} from "./reads/read-actions";
export { actionOfRead, READ_NAMES } from "./reads/read-names";
export type { Issue, Result } from "./result";
export { settingsThatRefuse } from "./settings-that-refuse";
export { undecidedAccounts } from "./undecided-accounts";
export { type Misspelled, misspelledKey } from "./spelling/misspelled";
export { didYouMean } from "./spelling/nearest";
