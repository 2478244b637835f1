export {
  assumeOrganizationRole,
  assumeRole,
  attachToVpc,
  countItems,
  createLogGroup,
  decryptWithKey,
  importFindings,
  invokeFunction,
  keepBusPrivate,
  keepItems,
  keepVpcFromCode,
  letAlarmPublish,
  letAlarmUseKey,
  letEventBridgeUseKey,
  letLogsUseKey,
  letOrganizationPutEvents,
  letRuleSend,
  listTrails,
  pollQueue,
  publishToTopic,
  putEvents,
  queryIndex,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  readItems,
  readQueueAttributes,
  readRules,
  readTrails,
  sendToQueue,
  takeFromQueue,
  trustLambda,
  trustRole,
  trustRule,
  useKey,
  writeBuckets,
  writeLogs,
} from "./factories";
export { ACCESS_POINT_READS, ACCESS_READS, ACCOUNT_READS } from "./factories/s3";
export { type BusSender } from "./factories/events";
export { FUNCTION_PERMISSIONS } from "./functions";
export { permissionBehind } from "./functions/permission-behind";
export {
  type FunctionPermission,
  functionStatement,
  isResourceOf,
  type PermissionPlace,
} from "./functions/function-permission";
export { functionLogGroup } from "./factories/logs";
export { SERVICE_PRINCIPALS } from "./factories/service-principal";
