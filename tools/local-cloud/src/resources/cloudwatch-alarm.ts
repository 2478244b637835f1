import { alarmArn } from "@security-auto/iam-policy";
import { booleanOf, numberOf, objectsOf, stringOf, stringsOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { notRun, type ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("AlarmName");
const arnOf = (resource: TemplateResource): string => alarmArn({ ...resource.home, name: nameOf(resource) });

/** Metrics that a message in the queue raises, all taken as the queue's depth. */
const DEPTH_METRICS: readonly unknown[] = [
  "ApproximateNumberOfMessagesVisible",
  "NumberOfMessagesSent",
  "NumberOfMessagesReceived",
];

interface Comparison {
  readonly sign: string;
  holds(depth: number, threshold: number): boolean;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  GreaterThanOrEqualToThreshold: { sign: ">=", holds: (depth, threshold) => depth >= threshold },
  GreaterThanThreshold: { sign: ">", holds: (depth, threshold) => depth > threshold },
  LessThanOrEqualToThreshold: { sign: "<=", holds: (depth, threshold) => depth <= threshold },
  LessThanThreshold: { sign: "<", holds: (depth, threshold) => depth < threshold },
};

export const cloudwatchAlarm: ResourceHandler = {
  type: "AWS::CloudWatch::Alarm",
  ref: nameOf,
  attributes: { Arn: arnOf },
  create(resource, cloud) {
    const queueName = watchedQueue(resource);
    const comparison = COMPARISONS[stringOf(resource, "ComparisonOperator") ?? ""];
    const threshold = numberOf(resource, "Threshold");
    if (queueName === undefined || comparison === undefined || threshold === undefined) {
      cloud.notRun.push(notRun(resource, "only alarms on the messages of a queue are watched"));
      return;
    }
    cloud.alarms.push({
      name: nameOf(resource),
      arn: arnOf(resource),
      accountId: resource.stack.account,
      queueName,
      isBreached: (depth) => comparison.holds(depth, threshold),
      condition: `${comparison.sign} ${threshold}`,
      actions: booleanOf(resource, "ActionsEnabled") === false ? [] : stringsOf(resource, "AlarmActions"),
      state: "OK",
    });
  },
};

function watchedQueue(resource: TemplateResource): string | undefined {
  if (stringOf(resource, "Namespace") !== "AWS/SQS") return undefined;
  if (!DEPTH_METRICS.includes(stringOf(resource, "MetricName"))) return undefined;
  const name = objectsOf(resource, "Dimensions").find((dimension) => dimension["Name"] === "QueueName")?.[
    "Value"
  ];
  return typeof name === "string" ? name : undefined;
}
