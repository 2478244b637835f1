import { CfnAlarm, type CfnAlarmProps } from "aws-cdk-lib/aws-cloudwatch";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { alarmEntry } from "./alarm-table";
import type { MetricOf, PlannedAlarm } from "./planned-alarms";

export interface AlarmsProps {
  readonly alarms: readonly PlannedAlarm[];
  /** Every alarm publishes to it; its policy has to name each. */
  readonly topic: ITopic;
  /** The alarm on the failure queue stands beside the queue: elsewhere CloudFormation would take it for another one of the same name. */
  readonly besideFailureQueue: Construct;
}

const OPERATORS = { ">=": "GreaterThanOrEqualToThreshold", "<": "LessThanThreshold" } as const;

/** What CloudWatch takes as the description of an alarm, in characters. */
const LONGEST_DESCRIPTION = 1024;

/** The alarms of a stack, as {@link ALARMS} has them. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, topic, besideFailureQueue }: AlarmsProps) {
    super(scope, id);
    for (const alarm of alarms) {
      const place =
        alarm.kind === "failures"
          ? new Construct(besideFailureQueue, "Alarm")
          : new Construct(this, `${alarm.kind}-${alarm.of}`);
      const { comparison, missing, why, todo } = alarmEntry(alarm.kind);
      new CfnAlarm(place, "Resource", {
        alarmName: alarm.alarmName,
        alarmDescription: `${alarm.of}: ${why} What to do: ${todo.join("; ")}.`.slice(0, LONGEST_DESCRIPTION),
        ...measured(alarm),
        threshold: alarm.threshold,
        comparisonOperator: OPERATORS[comparison],
        evaluationPeriods: alarm.periods,
        treatMissingData: missing,
        alarmActions: [topic.topicArn],
      });
    }
  }
}

function measured(alarm: PlannedAlarm): Omit<CfnAlarmProps, "comparisonOperator" | "evaluationPeriods"> {
  const { statistic, periodMinutes, growth = false } = alarmEntry(alarm.kind);
  const period = 60 * periodMinutes;
  const [only, ...others] = alarm.metrics;
  if (only !== undefined && others.length === 0 && !growth) {
    const { namespace, name: metricName, dimensions } = only;
    return { namespace, metricName, dimensions: listed(dimensions), statistic, period };
  }
  const ids = alarm.metrics.map((_, index) => `m${index + 1}`);
  return {
    metrics: [
      {
        id: "value",
        // The queue's metrics pause while nobody uses it: what is missing counts as empty, so that its first message is growth.
        expression: growth ? `DIFF(FILL(${ids.join(", ")}, 0))` : `SUM([${ids.join(", ")}])`,
        label: alarm.alarmName,
        returnData: true,
      },
      ...alarm.metrics.map(({ namespace, name: metricName, dimensions }, index) => ({
        id: `m${index + 1}`,
        metricStat: {
          metric: { namespace, metricName, dimensions: listed(dimensions) },
          period,
          stat: statistic,
        },
        returnData: false,
      })),
    ],
  };
}

const listed = (dimensions: MetricOf["dimensions"]) =>
  Object.entries(dimensions).map(([name, value]) => ({ name, value }));
