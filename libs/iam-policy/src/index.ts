export {
  alarmArn,
  bucketArn,
  eventBusArn,
  functionArn,
  keyArn,
  logGroupArn,
  queueArn,
  roleArn,
  ruleArn,
  securityGroupArn,
  subnetArn,
  topicArn,
} from "./arn/arns";
export { type GlobalName, regionalArn, type RegionalName } from "./arn/build-arn";
export { exact } from "./arn/exact";
export { accountInArn, type Arn, arnIncludes, isAccountId, isResource, parseArn } from "./arn/parse-arn";
export {
  dualStackSuffixOf,
  knownPartitionOf,
  type Partition,
  PARTITIONS,
  partitionOf,
  urlSuffixOf,
} from "./arn/partition";
export {
  type AcceptedPolicy,
  type AcceptedStatement,
  listOf,
  statementsOf,
} from "./document/accepted-policy";
export { type InvalidPolicy, isRecord } from "./document/checks";
export { policyDocument } from "./document/make-document";
export { parsePolicyDocument, type ParsedPolicy } from "./document/parse-document";
export type {
  Condition,
  IdentityPolicy,
  IdentityStatement,
  OneOrMany,
  PolicyDocument,
  PrincipalElement,
  ResourcePolicy,
  ResourceStatement,
  Statement,
  TrustPolicy,
  TrustStatement,
} from "./document/policy-document";
export { readJson } from "./document/read-json";
export { toJson } from "./document/to-json";
export { type IpRange, isWithin, readRange, writeAddress } from "./condition/ip-range";
export {
  type CallerKey,
  callerChooses,
  type ConditionKey,
  isCallerKey,
  isFlagAlwaysSent,
  isServiceKey,
  type KeyFacts,
  keyFacts,
} from "./condition/keys";
export { isInOrder, type Operator, type Order, parseOperator, type Test } from "./condition/operators";
export { readNumber, readTime } from "./condition/values";
export { POLICY_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS, unknownElements } from "./document/elements";
export { disjoint, fits, includes } from "./glob/glob";
export { hasWildcard, joined, literal, type Pattern, splitAt } from "./glob/pattern";
export { type IdentityKind, type Principal, readPrincipal } from "./principal/principal";
export {
  anyForVariables,
  hasVariable,
  type Piece,
  readVariables,
  VERSION_WITH_VARIABLES,
} from "./text/variables";
