import type { MetricOf, Watched } from "@security-auto/constructs";
import { type MetricName, METRICS_NAMESPACE } from "@security-auto/handler";
import type { Stack } from "aws-cdk-lib";
import { CfnEventBus, CfnRule } from "aws-cdk-lib/aws-events";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { CfnQueue } from "aws-cdk-lib/aws-sqs";
import type { IConstruct } from "constructs";
import type { Environment } from "../environment/environment";
import { functionEntry, functionsOn } from "../environment/functions";
import type { NamedThing } from "../environment/names";
import { sweepHours } from "../environment/sweep-hours";

/** Queues whose oldest message may be older than that of others, in seconds. */
const OLDEST: readonly (readonly [queue: NamedThing, seconds: number])[] = [
  // A sweep of a large organization asks faster than the function answers, and may take 6 hours.
  ["requestQueue", 6 * 3600],
  // Thousands of accounts wait for their turn.
  ["sweepQueue", 3600],
];

/** How much longer than to the next sweep there may be silence. */
const GRACE_HOURS = 2;

/** As far as an alarm looks back. */
const MOST_HOURS = 7 * 24;

const VERDICTS = ["holds", "violates", "unknown"] as const;

/** What there are alarms for, read from the stack itself: a function, rule, queue or schedule that is added to it is watched as well. */
export function watchedIn(stack: Stack, environment: Environment): Watched {
  const { functions, names } = environment;
  const keys = functionsOn(environment);
  return {
    functions: keys.map((key) => ({
      functionName: functions[key].functionName,
      hasQueue: functionEntry(key).pollsAtOnce !== undefined,
    })),
    queues: named(stack, isQueue, ({ queueName }) => queueName)
      .filter((queueName) => queueName !== names.failureQueue)
      .map((queueName) => {
        const oldestSeconds = OLDEST.find(([thing]) => names[thing] === queueName)?.[1];
        return { queueName, ...(oldestSeconds !== undefined && { oldestSeconds }) };
      }),
    failureQueue: { queueName: names.failureQueue, alarmName: names.failureAlarm },
    rules: all(stack, isRule).flatMap((rule) => {
      if (rule.name === undefined) return [];
      const busName = busOf(stack, rule);
      return [{ ruleName: rule.name, ...(busName !== undefined && { busName }) }];
    }),
    schedules: all(stack, isSchedule).flatMap(({ name, groupName = "default" }) =>
      name === undefined ? [] : [{ scheduleName: name, group: groupName }],
    ),
    systems: systemsOf(environment),
  };
}

/** Silence says something only where a sweep is due at fixed times: a day without a change may be a quiet day. */
function systemsOf({ sweep, sweeping, functions }: Environment): Watched["systems"] {
  const interval = sweep ? sweepHours(sweeping.schedule) : undefined;
  const hours = Math.ceil((interval ?? Infinity) + GRACE_HOURS);
  if (hours > MOST_HOURS) return [];
  const assessed = VERDICTS.map((Verdict) =>
    ourMetric("Assessments", { FunctionName: functions.s3.functionName, Verdict }),
  );
  const { functionName } = functions.sweep;
  const finished = ourMetric("SweepsFinished", { FunctionName: functionName });
  return [
    { kind: "silence", systemName: functions.s3.functionName, hours, metrics: [...assessed, finished] },
    { kind: "sweepOverdue", systemName: functionName, hours, metrics: [finished] },
  ];
}

/** One of the metrics that the functions publish. */
function ourMetric(name: MetricName, dimensions: MetricOf["dimensions"]): MetricOf {
  return { namespace: METRICS_NAMESPACE, name, dimensions };
}

/** The name of a rule's bus; `undefined`: the default one, for which EventBridge names no bus in its metrics. */
function busOf(stack: Stack, { eventBusName }: CfnRule): string | undefined {
  const resolved: unknown = stack.resolve(eventBusName);
  const bus = all(stack, isBus).find(
    ({ logicalId }) =>
      JSON.stringify({ Ref: stack.resolve(logicalId) as unknown }) === JSON.stringify(resolved),
  );
  const name = bus?.name ?? resolved;
  return typeof name === "string" && name !== "default" ? name : undefined;
}

const isRule = (one: IConstruct): one is CfnRule => one instanceof CfnRule;
const isQueue = (one: IConstruct): one is CfnQueue => one instanceof CfnQueue;
const isSchedule = (one: IConstruct): one is CfnSchedule => one instanceof CfnSchedule;
const isBus = (one: IConstruct): one is CfnEventBus => one instanceof CfnEventBus;

function all<Made extends IConstruct>(stack: Stack, is: (one: IConstruct) => one is Made): readonly Made[] {
  return stack.node.findAll().filter(is);
}

function named<Made extends IConstruct>(
  stack: Stack,
  is: (one: IConstruct) => one is Made,
  nameOf: (one: Made) => string | undefined,
): readonly string[] {
  return all(stack, is).flatMap((one) => nameOf(one) ?? []);
}
