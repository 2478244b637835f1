export {
  alarmArn,
  bucketArn,
  defaultProductArn,
  eventBusArn,
  functionArn,
  keyArn,
  logGroupArn,
  queueArn,
  roleArn,
  ruleArn,
  securityGroupArn,
  subnetArn,
  tableArn,
  topicArn,
} from "./arn/arns";
export { regionalArn } from "./arn/build-arn";
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
export { isRecord } from "./document/checks";
export { policyDocument } from "./document/make-document";
export { parsePolicyDocument } from "./document/parse-document";
export type {
  Condition,
  IdentityPolicy,
  IdentityStatement,
  OneOrMany,
  PolicyDocument,
  PrincipalElement,
  ResourceStatement,
  Statement,
  TrustStatement,
} from "./document/policy-document";
export { readJson } from "./document/read-json";
export { toJson } from "./document/to-json";
export { isWithin, readRange, writeAddress } from "./condition/ip-range";
export {
  type CallerKey,
  type ConditionKey,
  isCallerKey,
  isServiceKey,
  type KeyFacts,
  keyFacts,
} from "./condition/keys";
export { isInOrder, type Operator, type Order, parseOperator, type Test } from "./condition/operators";
export { readNumber, readTime } from "./condition/values";
export { POLICY_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS, unknownElements } from "./document/elements";
export { disjoint, fits, includes } from "./glob/glob";
export { hasWildcard, joined, literal, type Pattern, splitAt } from "./glob/pattern";
export { type Principal, readPrincipal } from "./principal/principal";
export {
  anyForVariables,
  hasVariable,
  type Piece,
  readVariables,
  VERSION_WITH_VARIABLES,
} from "./text/variables";
