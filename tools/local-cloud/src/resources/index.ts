import type { NamesOfType } from "../assembly/resource-type";
import { cloudwatchAlarm } from "./cloudwatch-alarm";
import { cloudwatchDashboard } from "./cloudwatch-dashboard";
import { dynamodbTable } from "./dynamodb-table";
import { eventsEventBus } from "./events-event-bus";
import { eventsEventBusPolicy } from "./events-event-bus-policy";
import { eventsRule } from "./events-rule";
import { iamManagedPolicy } from "./iam-managed-policy";
import { iamPolicy } from "./iam-policy";
import { iamRole } from "./iam-role";
import { lambdaAlias } from "./lambda-alias";
import { lambdaEventInvokeConfig } from "./lambda-event-invoke-config";
import { lambdaEventSourceMapping } from "./lambda-event-source-mapping";
import { lambdaFunction } from "./lambda-function";
import { lambdaPermission } from "./lambda-permission";
import { lambdaVersion } from "./lambda-version";
import { logsLogGroup } from "./logs-log-group";
import type { ResourceHandler } from "./resource-handler";
import { s3Bucket } from "./s3-bucket";
import { s3BucketPolicy } from "./s3-bucket-policy";
import { schedulerSchedule } from "./scheduler-schedule";
import { snsSubscription } from "./sns-subscription";
import { snsTopic } from "./sns-topic";
import { snsTopicPolicy } from "./sns-topic-policy";
import { sqsQueue } from "./sqs-queue";
import { sqsQueuePolicy } from "./sqs-queue-policy";

const HANDLERS: readonly ResourceHandler[] = [
  cloudwatchAlarm,
  cloudwatchDashboard,
  dynamodbTable,
  eventsEventBus,
  eventsEventBusPolicy,
  eventsRule,
  iamManagedPolicy,
  iamPolicy,
  iamRole,
  lambdaAlias,
  lambdaEventInvokeConfig,
  lambdaEventSourceMapping,
  lambdaFunction,
  lambdaPermission,
  lambdaVersion,
  logsLogGroup,
  s3Bucket,
  s3BucketPolicy,
  schedulerSchedule,
  snsSubscription,
  snsTopic,
  snsTopicPolicy,
  sqsQueue,
  sqsQueuePolicy,
];

/** Every resource type that the local cloud runs. */
export const RESOURCE_TYPES: ReadonlyMap<string, ResourceHandler> = new Map(
  HANDLERS.map((handler) => [handler.type, handler]),
);

export const namesOf: NamesOfType = (type) => {
  const handler = RESOURCE_TYPES.get(type);
  if (handler === undefined) return undefined;
  return {
    ref: (resource) => handler.ref(resource),
    attribute: (resource, name) => handler.attributes[name]?.(resource),
  };
};
