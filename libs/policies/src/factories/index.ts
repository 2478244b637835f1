export { attachToVpc, keepVpcFromCode } from "./ec2";
export { keepBusPrivate, letOrganizationPutEvents, putEvents } from "./events";
export { letAlarmUseKey, letEventBridgeUseKey, letLogsUseKey, useKey } from "./kms";
export { invokeFunction } from "./lambda";
export { createLogGroup, writeLogs } from "./logs";
export { readAccessPointPolicies, readAccount, readBuckets } from "./s3";
export { letAlarmPublish, publishToTopic } from "./sns";
export { letRuleSend, sendToQueue, takeFromQueue } from "./sqs";
export { assumeOrganizationRole, trustLambda, trustRole, trustRule } from "./sts";
