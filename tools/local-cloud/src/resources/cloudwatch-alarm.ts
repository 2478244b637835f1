import { alarmArn } from "@security-auto/iam-policy";
import { booleanOf, numberOf, objectsOf, stringOf, stringsOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { at, isObject, type JsonObject } from "../core/json";
import { Alarm, type AlarmMetric } from "../state/alarm";
import { notRun, type ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("AlarmName");
const arnOf = (resource: TemplateResource): string => alarmArn({ ...resource.home, name: nameOf(resource) });

interface Comparison {
  readonly sign: string;
  holds(value: number, threshold: number): boolean;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  GreaterThanOrEqualToThreshold: { sign: ">=", holds: (value, threshold) => value >= threshold },
  GreaterThanThreshold: { sign: ">", holds: (value, threshold) => value > threshold },
  LessThanOrEqualToThreshold: { sign: "<=", holds: (value, threshold) => value <= threshold },
  LessThanThreshold: { sign: "<", holds: (value, threshold) => value < threshold },
};

export const cloudwatchAlarm: ResourceHandler = {
  type: "AWS::CloudWatch::Alarm",
  ref: nameOf,
  attributes: { Arn: arnOf },
  create(resource, cloud) {
    const measured = readMeasured(resource);
    const comparison = COMPARISONS[stringOf(resource, "ComparisonOperator") ?? ""];
    const threshold = numberOf(resource, "Threshold");
    if (measured === undefined || comparison === undefined || threshold === undefined) {
      const forms = "of one metric, of SUM([...]) and of DIFF(FILL(..., 0))";
      cloud.notRun.push(notRun(resource, `only alarms ${forms} are watched, against a threshold`));
      return;
    }
    const alarm = new Alarm({
      name: nameOf(resource),
      arn: arnOf(resource),
      accountId: resource.stack.account,
      region: resource.home.region,
      ...measured,
      periods: numberOf(resource, "EvaluationPeriods") ?? 1,
      // What is not measured is no reason to go off: no time passes here.
      isBreached: (value) =>
        stringOf(resource, "TreatMissingData") !== "breaching" && comparison.holds(value, threshold),
      condition: `${comparison.sign} ${threshold}`,
      actions: booleanOf(resource, "ActionsEnabled") === false ? [] : stringsOf(resource, "AlarmActions"),
    });
    cloud.alarms.push(alarm);
    cloud.metrics.onDatum((datum) => {
      if (alarm.reads(datum)) alarm.take(datum);
    });
  },
};

interface Measured {
  readonly metrics: readonly AlarmMetric[];
  readonly statistic: string;
  readonly grows: boolean;
}

function readMeasured(resource: TemplateResource): Measured | undefined {
  const name = stringOf(resource, "MetricName");
  if (name !== undefined) {
    const namespace = stringOf(resource, "Namespace") ?? "";
    const dimensions = dimensionsIn(objectsOf(resource, "Dimensions"));
    const statistic = stringOf(resource, "Statistic") ?? "Maximum";
    return { metrics: [{ namespace, name, dimensions }], statistic, grows: false };
  }
  const queries = objectsOf(resource, "Metrics");
  const expression = queries.find(({ ReturnData }) => ReturnData !== false)?.["Expression"];
  const form = typeof expression === "string" ? /^(SUM\(\[|DIFF\(FILL\()/.exec(expression)?.[1] : undefined;
  const stats = queries.flatMap(({ MetricStat }) => (isObject(MetricStat) ? [MetricStat] : []));
  const [first] = stats;
  if (form === undefined || first === undefined) return undefined;
  return {
    metrics: stats.map(metricIn),
    statistic: String(at(first, "Stat")),
    grows: form !== "SUM([",
  };
}

function metricIn(stat: JsonObject): AlarmMetric {
  const dimensions = at(stat, "Metric", "Dimensions");
  return {
    namespace: String(at(stat, "Metric", "Namespace")),
    name: String(at(stat, "Metric", "MetricName")),
    dimensions: dimensionsIn(Array.isArray(dimensions) ? dimensions.filter(isObject) : []),
  };
}

const dimensionsIn = (dimensions: readonly JsonObject[]): AlarmMetric["dimensions"] =>
  Object.fromEntries(dimensions.map(({ Name, Value }) => [String(Name), String(Value)]));
