export { listTrails, readTrails } from "./cloudtrail";
export { countItems, deleteItems, getItems, keepItems, queryIndex, readItems } from "./dynamodb";
export { attachToVpc, keepVpcFromCode } from "./ec2";
export { keepBusPrivate, letOrganizationPutEvents, putEvents, readRules } from "./events";
export { decryptWithKey, letAlarmsUseKey, letEventBridgeUseKey, letLogsUseKey, useKey } from "./kms";
export { invokeFunction } from "./lambda";
export { createLogGroup, writeLogs } from "./logs";
export {
  blockPublicAccess,
  listBuckets,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  writeBuckets,
} from "./s3";
export { describeAccounts, listAccounts } from "./organizations";
export { readSchedule } from "./scheduler";
export { importFindings } from "./securityhub";
export { letAlarmsPublish, publishToTopic } from "./sns";
export { letRuleSend, pollQueue, readQueueAttributes, sendToQueue, takeFromQueue } from "./sqs";
export { assumeOrganizationRole, assumeRole, trustLambda, trustRole, trustRule, trustScheduler } from "./sts";
