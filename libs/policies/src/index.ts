export {
  assumeOrganizationRole,
  attachToVpc,
  createLogGroup,
  invokeFunction,
  keepBusPrivate,
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
} from "./factories/s3";
export { type BusSender, type EventKinds } from "./factories/events";
export { type ActingFor } from "./factories/source-condition";
export { FUNCTION_PERMISSIONS } from "./functions";
export { permissionBehind } from "./functions/permission-behind";
export {
  type ActionUse,
  type FunctionPermission,
  functionStatement,
  isResourceOf,
  type PermissionPlace,
} from "./functions/function-permission";
export { functionLogGroup } from "./factories/logs";
export { logsPrincipal, SERVICE_PRINCIPALS, type ServicePrincipal } from "./factories/service-principal";
