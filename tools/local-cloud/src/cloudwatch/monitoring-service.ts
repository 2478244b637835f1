import { alarmArn, regionalArn } from "@security-auto/iam-policy";
import type { AwsService } from "../http/aws-server";
import { type JsonCall, type JsonOperation, jsonService } from "../service/json-service";
import { listIn, numberIn, pageOf, requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Gatekeeping } from "../identity/admit";
import type { Follow } from "../service/call-trace";
import { at, isObject, type JsonObject } from "../core/json";
import type { Alarm } from "../state/alarm";
import type { RunningCloud } from "../state/running-cloud";
import type { Datum, MetricStore } from "../state/metric-store";
import { statisticOf } from "./statistic";
import { setAlarm } from "./update-alarms";

const MOST_METRICS = 500;
const MOST_ALARMS = 100;

/**
 * The calls of CloudWatch that read metrics and alarms, and the one that tries what an alarm sets off.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html
 */
export function monitoringService(cloud: RunningCloud, gate: Gatekeeping, follow: Follow): AwsService {
  const { resources } = cloud;
  const { metrics } = resources;
  const operations: Readonly<Record<string, JsonOperation>> = {
    ListMetrics: (call) => listMetrics(metrics, call),
    GetMetricStatistics: (call) => getMetricStatistics(metrics, call),
    GetMetricData: (call) => getMetricData(metrics, call),
    SetAlarmState: ({ caller, region, input, permit }) => {
      const name = requiredTextIn(input, "AlarmName");
      const arn = alarmArn({ region, accountId: caller.accountId, name });
      permit("cloudwatch:SetAlarmState", arn);
      const alarm = resources.alarms.find(({ spec }) => spec.arn === arn);
      if (alarm === undefined)
        throw new ServiceError("ResourceNotFound", 404, `Could not find alarm ${name}`);
      const state = requiredTextIn(input, "StateValue");
      if (state !== "OK" && state !== "ALARM")
        throw new ServiceError("ValidationError", 400, "the local cloud knows the states OK and ALARM");
      const because = requiredTextIn(input, "StateReason");
      return follow("cloudwatch:SetAlarmState", caller, async (parts, chain) => {
        await setAlarm(cloud, alarm, [state, because], chain, parts);
        return { answer: {} };
      });
    },
    DescribeAlarms: (call) => {
      const { caller, region, input, permit } = call;
      permit(
        "cloudwatch:DescribeAlarms",
        regionalArn("cloudwatch", { region, accountId: caller.accountId }, "alarm:*"),
      );
      const names = listIn(input, "AlarmNames");
      const prefix = textIn(input, "AlarmNamePrefix") ?? "";
      const state = textIn(input, "StateValue");
      const own = resources.alarms.filter(
        ({ spec, state: is }) =>
          spec.arn === alarmArn({ region, accountId: caller.accountId, name: spec.name }) &&
          (names.length === 0 || names.includes(spec.name)) &&
          spec.name.startsWith(prefix) &&
          (state === undefined || state === is),
      );
      const { page, next } = pageOf(
        own,
        textIn(input, "NextToken"),
        numberIn(input, "MaxRecords") ?? MOST_ALARMS,
      );
      return {
        MetricAlarms: page.map(describedAlarm),
        CompositeAlarms: [],
        ...(next !== undefined && { NextToken: next }),
      };
    },
  };
  return jsonService({ target: "GraniteServiceVersion20100801", version: "1.0", operations, gate });
}

function describedAlarm({ spec, state }: Alarm): JsonObject {
  const { name, arn, actions, condition, statistic, periods, metrics } = spec;
  const described = metrics.map((metric) => ({
    Namespace: metric.namespace,
    MetricName: metric.name,
    Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
  }));
  return {
    AlarmName: name,
    AlarmArn: arn,
    AlarmActions: actions,
    ActionsEnabled: actions.length > 0,
    StateValue: state,
    StateReason: `the alarm asks for ${condition}`,
    EvaluationPeriods: periods,
    ...(described.length === 1
      ? { ...described[0], Statistic: statistic }
      : {
          Metrics: described.map((Metric, index) => ({
            Id: `m${index + 1}`,
            MetricStat: { Metric, Stat: statistic },
          })),
        }),
  };
}

function ownOf({ data }: MetricStore, { caller, region }: JsonCall): readonly Datum[] {
  return data.filter((datum) => datum.accountId === caller.accountId && datum.region === region);
}

function listMetrics(metrics: MetricStore, call: JsonCall): JsonObject {
  const { input, permit } = call;
  permit("cloudwatch:ListMetrics", "*");
  const namespace = textIn(input, "Namespace");
  const name = textIn(input, "MetricName");
  const asked = dimensionsIn(input);
  const found = new Map<string, JsonObject>();
  for (const datum of ownOf(metrics, call)) {
    if (namespace !== undefined && datum.namespace !== namespace) continue;
    if (name !== undefined && datum.name !== name) continue;
    if (
      asked.some(([key, value]) =>
        value !== undefined ? datum.dimensions[key] !== value : !(key in datum.dimensions),
      )
    )
      continue;
    const metric = {
      Namespace: datum.namespace,
      MetricName: datum.name,
      Dimensions: Object.entries(datum.dimensions).map(([Name, Value]) => ({ Name, Value })),
    };
    found.set(JSON.stringify(metric), metric);
  }
  const { page, next } = pageOf([...found.values()], textIn(input, "NextToken"), MOST_METRICS);
  return { Metrics: page, ...(next !== undefined && { NextToken: next }) };
}

function dimensionsIn(input: unknown): readonly (readonly [name: string, value: string | undefined])[] {
  return (isObject(input) ? listIn(input, "Dimensions") : []).map((each) => {
    const value = at(each, "Value");
    return [String(at(each, "Name")), typeof value === "string" ? value : undefined] as const;
  });
}

/** A time in seconds since 1970, or as ISO 8601. */
function timeIn(input: JsonObject, name: string): number {
  const value = at(input, name);
  const ms = typeof value === "number" ? value * 1000 : Date.parse(String(value));
  if (Number.isFinite(ms)) return ms;
  throw new ServiceError("InvalidParameterValue", 400, `The parameter ${name} must be a time.`);
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly periodMs: number;
}

/** The values of one metric, with exactly these dimensions, by period. */
function periodsOf(data: readonly Datum[], metric: JsonObject, { from, to, periodMs }: Range) {
  const asked = Object.fromEntries(dimensionsIn(metric));
  const periods = new Map<number, Datum[]>();
  for (const datum of data) {
    if (datum.namespace !== at(metric, "Namespace") || datum.name !== at(metric, "MetricName")) continue;
    const names = Object.keys(datum.dimensions);
    if (names.length !== Object.keys(asked).length) continue;
    if (names.some((name) => asked[name] !== datum.dimensions[name])) continue;
    if (datum.at < from || datum.at >= to) continue;
    const start = Math.floor(datum.at / periodMs) * periodMs;
    periods.set(start, [...(periods.get(start) ?? []), datum]);
  }
  return [...periods].sort(([a], [b]) => a - b);
}

function rangeIn(input: JsonObject, period: number): Range {
  return { from: timeIn(input, "StartTime"), to: timeIn(input, "EndTime"), periodMs: period * 1000 };
}

function getMetricStatistics(metrics: MetricStore, call: JsonCall): JsonObject {
  const { input, permit } = call;
  permit("cloudwatch:GetMetricStatistics", "*");
  requiredTextIn(input, "Namespace");
  const range = rangeIn(input, numberIn(input, "Period") ?? 60);
  const statistics = [...listIn(input, "Statistics"), ...listIn(input, "ExtendedStatistics")].map(String);
  return {
    Label: requiredTextIn(input, "MetricName"),
    Datapoints: periodsOf(ownOf(metrics, call), input, range).map(([start, data]) => ({
      Timestamp: new Date(start),
      Unit: data[0]?.unit ?? "None",
      ...Object.fromEntries(
        statistics.map((name) => [
          name,
          statisticOf(
            name,
            data.map(({ value }) => value),
          ),
        ]),
      ),
    })),
  };
}

function getMetricData(metrics: MetricStore, call: JsonCall): JsonObject {
  const { input, permit } = call;
  permit("cloudwatch:GetMetricData", "*");
  const descending = textIn(input, "ScanBy") !== "TimestampAscending";
  const results = listIn(input, "MetricDataQueries").map((query) => {
    const stat = at(query, "MetricStat");
    const metric = at(stat, "Metric");
    if (!isObject(query) || !isObject(stat) || !isObject(metric)) {
      throw new ServiceError(
        "ValidationError",
        400,
        "the local cloud knows queries of one metric, no expressions",
      );
    }
    if (at(query, "ReturnData") === false) return undefined;
    const range = rangeIn(input, numberIn(stat, "Period") ?? 60);
    const periods = periodsOf(ownOf(metrics, call), metric, range);
    if (descending) periods.reverse();
    const name = requiredTextIn(stat, "Stat");
    return {
      Id: requiredTextIn(query, "Id"),
      Label: textIn(query, "Label") ?? String(at(metric, "MetricName")),
      Timestamps: periods.map(([start]) => new Date(start)),
      Values: periods.map(([, data]) =>
        statisticOf(
          name,
          data.map(({ value }) => value),
        ),
      ),
      StatusCode: "Complete",
    };
  });
  return { MetricDataResults: results.filter((result) => result !== undefined), Messages: [] };
}
