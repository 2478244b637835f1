import { Template } from "aws-cdk-lib/assertions";
import { Topic } from "aws-cdk-lib/aws-sns";
import { AwsSolutionsChecks } from "cdk-nag";
import { Construct } from "constructs";
import { testStack } from "../test/test-stack";
import { type AlarmEntry, ALARMS } from "./alarm-table";
import { Alarms } from "./alarms";
import { type PlannedAlarm, plannedAlarms, type Watched } from "./planned-alarms";

const NOTHING: Watched = {
  functions: [],
  queues: [],
  failureQueue: { queueName: "failures", alarmName: "failures-waiting" },
  rules: [],
  schedules: [],
  systems: [],
};

const ALL: Watched = {
  ...NOTHING,
  functions: [
    { functionName: "judge", hasQueue: false },
    { functionName: "worker", hasQueue: true },
  ],
  queues: [{ queueName: "work" }, { queueName: "slow", oldestSeconds: 3600 }],
  rules: [{ ruleName: "changes", busName: "central" }, { ruleName: "forward" }],
  schedules: [{ scheduleName: "nightly", group: "default" }],
  systems: [
    {
      kind: "silence",
      systemName: "judge",
      metrics: ["holds", "violates"].map((Verdict) => ({
        namespace: "SecurityAuto",
        name: "Assessments",
        dimensions: { FunctionName: "judge", Verdict },
      })),
    },
    {
      kind: "sweepOverdue",
      systemName: "sweep",
      hours: 14,
      metrics: [{ namespace: "SecurityAuto", name: "SweepsFinished", dimensions: { FunctionName: "sweep" } }],
    },
  ],
};

function templateOf(alarms: readonly PlannedAlarm[]): Template {
  const stack = testStack();
  const topic = new Topic(stack, "Topic");
  new Alarms(stack, "Alarms", { alarms, topic, besideFailureQueue: new Construct(stack, "Failures") });
  expect(
    new AwsSolutionsChecks()
      .validateScope(stack)
      .violations.filter(({ ruleName }) => !ruleName.includes("SNS")),
  ).toEqual([]);
  return Template.fromStack(stack);
}

const entries: readonly (readonly [string, AlarmEntry])[] = Object.entries(ALARMS);

describe("every entry of the table", () => {
  test.each(entries)("%s looks back no further than CloudWatch does", (_, { periodMinutes, periods }) => {
    expect(periodMinutes * periods).toBeLessThanOrEqual(periodMinutes < 60 ? 24 * 60 : 7 * 24 * 60);
  });

  test.each(entries)("%s says in whole sentences what it means, and what to do", (_, { why, todo }) => {
    expect(why).toMatch(/^[A-Z].*\.$/);
    for (const step of todo) expect(step).toMatch(/[^.]$/);
  });

  test("has a name of its own for what it watches", () => {
    const suffixes = entries.map(([, { suffix }]) => suffix);
    expect(new Set(suffixes).size).toBe(suffixes.length);
  });

  test("is taken by CloudWatch with its description whole", () => {
    for (const [name, { why, todo }] of entries)
      expect([name, `${"x".repeat(64)}: ${why} What to do: ${todo.join("; ")}.`.length <= 1024]).toEqual([
        name,
        true,
      ]);
  });
});

test("there is an alarm for each thing that is watched, of each kind that it can have", () => {
  expect(plannedAlarms(ALL).map(({ alarmName }) => alarmName)).toEqual([
    "failures-waiting",
    "judge-errors",
    "worker-errors",
    "judge-throttles",
    "worker-throttles",
    "judge-waiting",
    "judge-dropped",
    "judge-lost",
    "worker-lost",
    "worker-failed-messages",
    "work-age",
    "slow-age",
    "changes-undelivered",
    "forward-undelivered",
    "nightly-schedule",
    "judge-silent",
    "sweep-overdue",
  ]);
  expect(plannedAlarms(NOTHING).map(({ alarmName }) => alarmName)).toEqual(["failures-waiting"]);
});

test("every kind of alarm is made, once for each thing", () => {
  const template = templateOf(plannedAlarms(ALL));
  template.resourceCountIs("AWS::CloudWatch::Alarm", 17);
  expect(new Set(plannedAlarms(ALL).map(({ kind }) => kind))).toEqual(new Set(Object.keys(ALARMS)));
});

const DIMENSIONS: readonly (readonly [alarm: string, dimensions: readonly object[]])[] = [
  [
    "changes-undelivered",
    [
      { Name: "EventBusName", Value: "central" },
      { Name: "RuleName", Value: "changes" },
    ],
  ],
  ["forward-undelivered", [{ Name: "RuleName", Value: "forward" }]],
];

test.each(DIMENSIONS)(
  "%s reads the metrics of its rule: a rule of the default bus has no bus",
  (name, Dimensions) => {
    templateOf(plannedAlarms(ALL)).hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmName: name,
      Metrics: [
        { Id: "value", Expression: "SUM([m1, m2, m3])", ReturnData: true },
        {
          Id: "m1",
          MetricStat: { Metric: { Namespace: "AWS/Events", MetricName: "FailedInvocations", Dimensions } },
        },
        { Id: "m2" },
        { Id: "m3" },
      ],
    });
  },
);

test("the failure queue is in alarm in each period in which it grows, also from silence", () => {
  templateOf(plannedAlarms(ALL)).hasResourceProperties("AWS::CloudWatch::Alarm", {
    AlarmName: "failures-waiting",
    Metrics: [
      { Id: "value", Expression: "DIFF(FILL(m1, 0))", ReturnData: true },
      { Id: "m1", MetricStat: { Period: 300, Stat: "Maximum" }, ReturnData: false },
    ],
    Threshold: 1,
    EvaluationPeriods: 1,
    TreatMissingData: "notBreaching",
  });
});

test("silence is 26 hours without a value, and missing values count as none", () => {
  templateOf(plannedAlarms(ALL)).hasResourceProperties("AWS::CloudWatch::Alarm", {
    AlarmName: "judge-silent",
    ComparisonOperator: "LessThanThreshold",
    Threshold: 1,
    EvaluationPeriods: 26,
    TreatMissingData: "breaching",
    Metrics: [
      { Expression: "SUM([m1, m2])" },
      { MetricStat: { Period: 3600 } },
      { MetricStat: { Period: 3600 } },
    ],
  });
});

test("a queue may be allowed an older message than the others", () => {
  const template = templateOf(plannedAlarms(ALL));
  template.hasResourceProperties("AWS::CloudWatch::Alarm", { AlarmName: "work-age", Threshold: 900 });
  template.hasResourceProperties("AWS::CloudWatch::Alarm", { AlarmName: "slow-age", Threshold: 3600 });
});

test("a shorter time of silence is what a more frequent schedule asks for", () => {
  templateOf(plannedAlarms(ALL)).hasResourceProperties("AWS::CloudWatch::Alarm", {
    AlarmName: "sweep-overdue",
    EvaluationPeriods: 14,
    TreatMissingData: "breaching",
  });
});
