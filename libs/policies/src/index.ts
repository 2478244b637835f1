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
export { type GlobalName, type RegionalName } from "./arn/build-arn";
export { functionLogGroup } from "./arn/function-log-group";
export { type Arn, parseArn } from "./arn/parse-arn";
export {
  dualStackSuffixOf,
  knownPartitionOf,
  type Partition,
  PARTITIONS,
  partitionOf,
  urlSuffixOf,
} from "./arn/partition";
export { logsPrincipal, SERVICE_PRINCIPALS, type ServicePrincipal } from "./arn/service-principal";
export { type AcceptedPolicy, type AcceptedStatement, statementsOf } from "./document/accepted-policy";
export type { InvalidPolicy } from "./document/checks";
export { policyDocument } from "./document/make-document";
export { parsePolicyDocument, type ParsedPolicy } from "./document/parse-document";
export { toJson } from "./document/to-json";
export type { Decision, StatementRef, Unsupported } from "./evaluate/decision";
export { evaluate } from "./evaluate/evaluate";
export type { AccessRequest, NamedPolicy, Policies, RequestPrincipal } from "./evaluate/request";
export {
  assumeOrganizationRole,
  attachToVpc,
  createLogGroup,
  invokeFunction,
  keepVpcFromCode,
  letAlarmPublish,
  letAlarmUseKey,
  letEventBridgePublish,
  letEventBridgeUseKey,
  letLogsUseKey,
  letOrganizationPutEvents,
  letRuleSend,
  publishToTopic,
  putEvents,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  sendToQueue,
  takeFromQueue,
  trustLambda,
  trustRole,
  trustRule,
  useKey,
  writeLogs,
} from "./factories";
export {
  ACCESS_POINT_READS,
  ACCESS_READS,
  ACCOUNT_READS,
  BUCKET_READS,
  type BucketRead,
} from "./factories/read-buckets";
export { type ActingFor } from "./factories/source-condition";
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
} from "./policy-document";
