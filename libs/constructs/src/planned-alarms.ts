import { type AlarmEntry, alarmEntry, type AlarmKind } from "./alarm-table";

/** One metric of CloudWatch. */
export interface MetricOf {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What of a stack there are alarms for: all that it has, and nothing that it has not. */
export interface Watched {
  readonly functions: readonly { readonly functionName: string; readonly hasQueue: boolean }[];
  /** Queues that a function works off. */
  readonly queues: readonly {
    readonly queueName: string;
    /** How old its oldest message may be, in seconds. Default: that of the table. */
    readonly oldestSeconds?: number;
  }[];
  /** Its alarm has a name of its own. */
  readonly failureQueue: { readonly queueName: string; readonly alarmName: string };
  readonly rules: readonly {
    readonly ruleName: string;
    /** Default: the account's default bus. */
    readonly busName?: string;
  }[];
  /** EventBridge Scheduler counts by group: what fails of another schedule of it counts as well. */
  readonly schedules: readonly { readonly scheduleName: string; readonly group: string }[];
  /** What is about the system as a whole, with the metrics whose silence it is about. */
  readonly systems: readonly {
    readonly kind: "silence" | "sweepOverdue";
    readonly systemName: string;
    /** How long it may be silent, in hours: 168 at most. Default: that of the table. */
    readonly hours?: number;
    readonly metrics: readonly MetricOf[];
  }[];
}

/** An alarm before it is made: with its name, because policies name it, and what it reads. */
export interface PlannedAlarm {
  readonly kind: AlarmKind;
  readonly alarmName: string;
  /** What it watches. */
  readonly of: string;
  readonly metrics: readonly MetricOf[];
  readonly threshold: number;
  readonly periods: number;
}

/** Every alarm for what a stack has, in the order of the table. */
export function plannedAlarms({
  functions,
  queues,
  failureQueue,
  rules,
  schedules,
  systems,
}: Watched): readonly PlannedAlarm[] {
  const ofFunctions = (kind: "errors" | "throttles" | "waiting" | "dropped" | "lost") =>
    functions.map(({ functionName }) => planned(kind, functionName, { FunctionName: functionName }));
  return [
    {
      ...planned("failures", failureQueue.queueName, { QueueName: failureQueue.queueName }),
      alarmName: failureQueue.alarmName,
    },
    ...ofFunctions("errors"),
    ...ofFunctions("throttles"),
    // What a queue holds for a function does not wait in Lambda, and is not dropped by it.
    ...ofFunctions("waiting").filter(({ of }) => !hasQueue(of)),
    ...ofFunctions("dropped").filter(({ of }) => !hasQueue(of)),
    ...ofFunctions("lost"),
    ...functions
      .filter(({ functionName }) => hasQueue(functionName))
      .map(({ functionName }) => planned("failedMessages", functionName, { FunctionName: functionName })),
    ...queues.map(({ queueName, oldestSeconds }) => ({
      ...planned("age", queueName, { QueueName: queueName }),
      ...(oldestSeconds !== undefined && { threshold: oldestSeconds }),
    })),
    ...rules.map(({ ruleName, busName }) =>
      planned("undelivered", ruleName, {
        ...(busName !== undefined && { EventBusName: busName }),
        RuleName: ruleName,
      }),
    ),
    ...schedules.map(({ scheduleName, group }) =>
      planned("schedule", scheduleName, { ScheduleGroup: group }),
    ),
    ...systems.map(({ kind, systemName, metrics, hours }) => ({
      ...planned(kind, systemName, {}),
      metrics,
      ...(hours !== undefined && { periods: hours }),
    })),
  ];

  function hasQueue(name: string): boolean {
    return functions.some((one) => one.functionName === name && one.hasQueue);
  }
}

function planned(kind: AlarmKind, of: string, dimensions: MetricOf["dimensions"]): PlannedAlarm {
  const { suffix, reads, threshold, periods }: AlarmEntry = alarmEntry(kind);
  return {
    kind,
    alarmName: `${of}${suffix}`,
    of,
    metrics: reads.metrics.map((name) => ({ namespace: reads.namespace, name, dimensions })),
    threshold,
    periods,
  };
}
