import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ALARMS } from "@security-auto/constructs";
import { METRICS, METRICS_NAMESPACE } from "@security-auto/handler";
import { Match, type Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { functionEntry, type FunctionKey, functionsOn } from "../environment/functions";
import { environment, templateOf } from "../../test/environments";
import { templateOf as templateWith } from "../../test/synthesized";

/** What the cost model assumes; `npx nx scale bench -- --write` puts it into docs/scale.md. */
const ASSUMPTIONS = join(__dirname, "../../../../tools/bench/src/scale/data/assumptions.json");

const alarmSchema = z.object({ Properties: z.object({ AlarmName: z.string() }) });

const named = (template: Template): readonly string[] =>
  Object.values(template.findResources("AWS::CloudWatch::Alarm")).map(
    (alarm) => alarmSchema.parse(alarm).Properties.AlarmName,
  );

/** The names of all resources of a type, as its property has them. */
const namesOf = (template: Template, type: string, property: string): readonly string[] =>
  Object.values(template.findResources(type)).map(({ Properties }) =>
    z.string().parse((Properties as Record<string, unknown>)[property]),
  );

const ENVIRONMENTS = ["example", "enforce"] as const;

describe.each(ENVIRONMENTS)("in %s", (name) => {
  const template = templateOf(environment(name));
  const alarms = named(template);

  test("every function has its alarms", () => {
    for (const functionName of namesOf(template, "AWS::Lambda::Function", "FunctionName"))
      expect(alarms).toEqual(
        expect.arrayContaining(["errors", "throttles", "lost"].map((what) => `${functionName}-${what}`)),
      );
  });

  test("a function that answers batches has one on messages that it gives back, the others one on what waits in Lambda", () => {
    const on = environment(name);
    const { functions } = on;
    const expected = functionsOn(on).map((key) => {
      const answersBatches = functionEntry(key).pollsAtOnce !== undefined;
      return `${functions[key].functionName}-${answersBatches ? "failed-messages" : "waiting"}`;
    });
    expect(alarms.filter((alarm) => /-(?:failed-messages|waiting)$/.test(alarm)).sort()).toEqual(
      expected.sort(),
    );
  });

  test("every queue but the failure queue has one on the age of what lies in it", () => {
    for (const queueName of namesOf(template, "AWS::SQS::Queue", "QueueName"))
      expect(alarms).toContain(queueName === "security-auto-failures" ? queueName : `${queueName}-age`);
  });

  test("every rule has one on what it could not deliver", () => {
    for (const ruleName of namesOf(template, "AWS::Events::Rule", "Name"))
      expect(alarms).toContain(`${ruleName}-undelivered`);
  });

  test("no two have one name, and the topic allows each of them and nothing else", () => {
    expect(new Set(alarms).size).toBe(alarms.length);
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny" }),
          Match.objectLike({
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: {
              ArnEquals: {
                "aws:SourceArn": alarms.map(
                  (alarm) => `arn:aws:cloudwatch:us-west-2:111122223333:alarm:${alarm}`,
                ),
              },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          }),
        ],
      },
    });
  });

  test("every one mails the team", () => {
    template.allResourcesProperties("AWS::CloudWatch::Alarm", {
      AlarmActions: [{ Ref: Match.stringLikeRegexp("^AlarmsTopic") }],
    });
  });
});

test("what is not in the stack has no alarm", () => {
  expect(named(templateOf({ ...environment("lab"), alarms: true }))).toEqual([
    "security-auto-failures",
    "security-auto-S3-errors",
    "security-auto-S3-throttles",
    "security-auto-S3-waiting",
    "security-auto-S3-dropped",
    "security-auto-S3-lost",
    "S3-security-remediations-undelivered",
  ]);
});

/** An alarm reads one metric, or those of its queries that are no expression. */
const readsSchema = z.object({
  Properties: z.object({ Metrics: z.optional(z.array(z.object({ MetricStat: z.optional(z.unknown()) }))) }),
});

/** The functions that the cost model has: what others would cost is not in it. */
const MODELLED: readonly string[] = ["s3", "findings", "restrict", "sweep"] satisfies readonly FunctionKey[];

test("the model of docs/scale.md has the alarms of example.json, and each metric that they read", () => {
  const example = environment("example");
  const others = functionsOn(example).flatMap((key) => {
    const { switch: by } = functionEntry(key);
    return by === undefined || MODELLED.includes(key) ? [] : [[by, false] as const];
  });
  const template = templateOf({ ...example, ...Object.fromEntries(others) });
  const alarms = Object.values(template.findResources("AWS::CloudWatch::Alarm"));
  const metrics = alarms.flatMap((alarm) => {
    const { Metrics } = readsSchema.parse(alarm).Properties;
    return Metrics === undefined ? [alarm] : Metrics.filter(({ MetricStat }) => MetricStat !== undefined);
  });
  expect(JSON.parse(readFileSync(ASSUMPTIONS, "utf8"))).toMatchObject({
    alarms: {
      value: metrics.length,
      because: `the metrics that the ${alarms.length} alarms of example.json read: each is charged for`,
    },
  });
});

test("a rule on the account's own default bus is one without a bus in EventBridge's metrics", () => {
  const template = templateWith({ bus: { create: false }, names: { bus: "default" } });
  const rule = { Name: "RuleName", Value: "S3-security-remediations" };
  template.hasResourceProperties("AWS::CloudWatch::Alarm", {
    AlarmName: "S3-security-remediations-undelivered",
    Metrics: Match.arrayWith([
      Match.objectLike({ MetricStat: { Metric: { MetricName: "FailedInvocations", Dimensions: [rule] } } }),
    ]),
  });
});

test("the table names only metrics of ours that the functions publish", () => {
  const ours = Object.values(ALARMS).flatMap(({ reads: { namespace, metrics } }) =>
    namespace === METRICS_NAMESPACE ? metrics : [],
  );
  expect(Object.keys(METRICS)).toEqual(expect.arrayContaining([...ours]));
});

const SILENCE: readonly (readonly [schedule: string, hours: number | undefined])[] = [
  ["rate(1 day)", 26],
  ["rate(12 hours)", 14],
  ["cron(0 3 * * ? *)", 26],
  // As far as CloudWatch looks back, a week, there may be no sweep.
  ["rate(7 days)", undefined],
  ["cron(0 3 ? * MON *)", undefined],
  ["off", undefined],
];

test.each(SILENCE)("with a sweep by %s, silence is %s hours", (schedule, hours) => {
  const { sweeping, ...example } = environment("example");
  const template = templateOf({ ...example, sweeping: { ...sweeping, schedule } });
  const silent = Object.values(template.findResources("AWS::CloudWatch::Alarm"))
    .map(({ Properties }) => Properties as { readonly AlarmName: string; readonly EvaluationPeriods: number })
    .filter(({ AlarmName }) => /-(?:silent|overdue)$/.test(AlarmName))
    .map(({ AlarmName, EvaluationPeriods }) => [AlarmName, EvaluationPeriods]);
  expect(silent).toEqual(
    hours === undefined
      ? []
      : [
          ["security-auto-S3-silent", hours],
          ["security-auto-sweep-overdue", hours],
        ],
  );
});
