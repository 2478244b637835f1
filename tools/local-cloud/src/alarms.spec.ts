import { CloudWatchClient, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, document, INVOKING, QUEUE_ARN, type Resources, target, TOPIC_ARN } from "../test/pipeline";

afterEach(stopClouds);

describe("alarms", () => {
  test("the first dead letter raises the alarm and notifies the team; the next does not notify it again", async () => {
    const cloud = await startPipeline((r) => {
      delete r["ExecutionPolicy"];
    });
    const first = await cloud.putEvent(EVENT);
    const second = await cloud.putEvent(EVENT);

    expect(first.alarms).toMatchObject([
      {
        name: "failures-waiting",
        state: "ALARM",
        because: "ApproximateNumberOfMessagesVisible of failures: 1, the alarm asks for >= 1",
      },
    ]);
    expect(first.notifications.map(({ subject }) => subject)).toContain('ALARM: "failures-waiting"');
    expect(second.alarms).toEqual([]);
    expect(second.notifications).toHaveLength(1);
  });

  test("an alarm with a topic of its own notifies that, whatever becomes of the other", async () => {
    const cloud = await startPipeline((r) => {
      delete r["ExecutionPolicy"];
      delete r["TopicPolicy"];
      r["Alarms"] = { Type: "AWS::SNS::Topic", Properties: { TopicName: "alarms" } };
      change(r, "Alarm", { AlarmActions: [{ Ref: "Alarms" }] });
    });
    const trace = await cloud.putEvent(EVENT);
    expect(trace.notifications.map(({ topic, subject }) => [topic, subject])).toEqual([
      ["alarms", 'ALARM: "failures-waiting"'],
    ]);
    expect(trace.denied).toContainEqual(expect.objectContaining({ action: "sns:Publish" }));
  });

  test("a topic that does not allow CloudWatch is not notified", async () => {
    const cloud = await startPipeline((r) => {
      delete r["ExecutionPolicy"];
      target({ ...INVOKING, DeadLetterConfig: { Arn: QUEUE_ARN } })(r);
      change(r, "TopicPolicy", {
        PolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: TOPIC_ARN,
        }),
      });
    });
    const trace = await cloud.putEvent(EVENT);
    expect(trace.alarms).toHaveLength(1);
    expect(trace.denied).toContainEqual(expect.objectContaining({ principal: "cloudwatch.amazonaws.com" }));
    expect(trace.lost).toMatchObject([{ what: "alarm", to: TOPIC_ARN }]);
  });

  test("a topic without a policy of its own lets its account's alarms in, but not EventBridge", async () => {
    const cloud = await startPipeline({ TopicPolicy: undefined });
    const trace = await cloud.putEvent(EVENT);
    expect(trace.notifications.map(({ subject }) => subject)).toEqual(['ALARM: "failures-waiting"']);
    expect(trace.denied).toMatchObject([{ principal: "events.amazonaws.com" }]);
  });

  /** Fails where the event says so. */
  const FAILING = `export const handler = async ({ detail }) => {
    if (detail.fail === true) throw new Error("no");
  };`;

  /** An alarm on some metrics, beside the one on the queue. */
  const watching =
    (namespace: string, names: readonly string[], dimensions: object, more: object = {}) =>
    (r: Resources): void => {
      const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({
        Name,
        Value: Value as string,
      }));
      r["Watch"] = {
        Type: "AWS::CloudWatch::Alarm",
        Properties: {
          AlarmName: "watch",
          Metrics: [
            { Id: "value", Expression: `SUM([${names.map((_, i) => `m${i + 1}`).join(", ")}])` },
            ...names.map((MetricName, i) => ({
              Id: `m${i + 1}`,
              ReturnData: false,
              MetricStat: {
                Metric: { Namespace: namespace, MetricName, Dimensions },
                Period: 300,
                Stat: "Sum",
              },
            })),
          ],
          ComparisonOperator: "GreaterThanOrEqualToThreshold",
          Threshold: 1,
          EvaluationPeriods: 1,
          AlarmActions: [{ Ref: "Topic" }],
          ...more,
        },
      };
    };

  const FUNCTION = { FunctionName: "logger" };
  const RULE = { EventBusName: "central", RuleName: "changes" };
  const failing = { ...EVENT, detail: { fail: true } };
  const asItIs = (): void => undefined;

  interface Row {
    readonly watch: (r: Resources) => void;
    readonly broken: (r: Resources) => void;
    readonly event?: object;
    readonly because: string;
  }

  const rows: Readonly<Record<string, Row>> = {
    "an invocation that fails": {
      watch: watching("AWS/Lambda", ["Errors"], FUNCTION),
      broken: asItIs,
      event: failing,
      because: "Errors of logger: 3, the alarm asks for >= 1",
    },
    "an event that Lambda gives up": {
      watch: watching("AWS/Lambda", ["AsyncEventsDropped"], FUNCTION),
      broken: asItIs,
      event: failing,
      because: "AsyncEventsDropped of logger: 1, the alarm asks for >= 1",
    },
    "a failed event that its destination does not take": {
      watch: watching("AWS/Lambda", ["DestinationDeliveryFailures", "RecursiveInvocationsDropped"], FUNCTION),
      broken: (r) => {
        change(r, "FunctionRole", { Policies: [] });
      },
      event: failing,
      because:
        "DestinationDeliveryFailures + RecursiveInvocationsDropped of logger: 1, the alarm asks for >= 1",
    },
    "an invocation that is throttled": {
      watch: watching("AWS/Lambda", ["Throttles"], FUNCTION),
      broken: (r) => {
        change(r, "Function", { ReservedConcurrentExecutions: 0 });
      },
      because: "Throttles of logger: 1, the alarm asks for >= 1",
    },
    "an event that a target does not take, and its dead-letter queue does": {
      watch: watching("AWS/Events", ["FailedInvocations", "InvocationsSentToDlq"], RULE),
      broken: (r) => {
        delete r["ExecutionPolicy"];
      },
      because: "FailedInvocations + InvocationsSentToDlq of changes: 2, the alarm asks for >= 1",
    },
    "an event that neither takes": {
      watch: watching("AWS/Events", ["InvocationsFailedToBeSentToDlq"], RULE),
      broken: (r) => {
        delete r["ExecutionPolicy"];
        delete r["QueuePolicy"];
      },
      because: "InvocationsFailedToBeSentToDlq of changes: 1, the alarm asks for >= 1",
    },
  };

  test.each(Object.entries(rows))("%s raises its alarm, which the next quiet event ends", async (_, row) => {
    const cloud = await startPipeline((r) => {
      row.broken(r);
      row.watch(r);
    }, FAILING);
    const watched = (trace: Awaited<ReturnType<typeof cloud.putEvent>>) =>
      trace.alarms.filter(({ name }) => name === "watch");
    const trace = await cloud.putEvent(row.event ?? EVENT);
    expect(watched(trace)).toEqual([{ name: "watch", state: "ALARM", because: row.because }]);
    expect(trace.notifications.map(({ subject }) => subject)).toContain('ALARM: "watch"');
    if (row.event !== undefined)
      expect(watched(await cloud.putEvent(EVENT))).toMatchObject([{ state: "OK" }]);
  });

  test("a metric that the function publishes itself raises its alarm", async () => {
    const record = {
      _aws: {
        Timestamp: 1,
        CloudWatchMetrics: [
          {
            Namespace: "Own",
            Dimensions: [["FunctionName"]],
            Metrics: [{ Name: "Rejected", Unit: "Count" }],
          },
        ],
      },
      Rejected: 2,
      FunctionName: "logger",
    };
    const line = JSON.stringify(`${JSON.stringify(record)}\n`);
    const code = `export const handler = async () => { process.stdout.write(${line}); };`;
    const cloud = await startPipeline(watching("Own", ["Rejected"], FUNCTION), code);
    const { alarms } = await cloud.putEvent(EVENT);
    expect(alarms).toMatchObject([
      { name: "watch", because: "Rejected of logger: 2, the alarm asks for >= 1" },
    ]);
  });

  test("an alarm that asks for several periods in a row waits for them; one about silence never goes off", async () => {
    const cloud = await startPipeline((r) => {
      delete r["ExecutionPolicy"];
      watching("AWS/Events", ["FailedInvocations"], RULE, { EvaluationPeriods: 3 })(r);
      const { Type = "", Properties = {} } = r["Watch"] ?? {};
      r["Silence"] = {
        Type,
        Properties: { ...Properties, AlarmName: "silence", TreatMissingData: "breaching" },
      };
    });
    const goneOff: (readonly string[])[] = [];
    for (let i = 0; i < 3; i++)
      goneOff.push(
        (await cloud.putEvent(EVENT)).alarms.map(({ name }) => name).filter((name) => !name.startsWith("f")),
      );
    expect(goneOff).toEqual([[], [], ["watch"]]);
  });

  test("an alarm that is set off by hand notifies its topic, by the permission to do so", async () => {
    const cloud = await startPipeline();
    const client = (Action: string) =>
      new CloudWatchClient({
        region: "us-west-2",
        endpoint: cloud.endpoints.monitoring,
        credentials: cloud.credentials({
          accountId: "111122223333",
          userName: "operator",
          policies: [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] }],
        }),
      });
    const command = new SetAlarmStateCommand({
      AlarmName: "failures-waiting",
      StateValue: "ALARM",
      StateReason: "a drill",
    });
    await expect(client("cloudwatch:DescribeAlarms").send(command)).rejects.toThrow("SetAlarmState");
    const subjects: (string | undefined)[] = [];
    cloud.onCall(({ notifications }) => subjects.push(...notifications.map(({ subject }) => subject)));
    await client("cloudwatch:SetAlarmState").send(command);
    await cloud.settled();
    expect(subjects).toEqual(['ALARM: "failures-waiting"']);
  });

  test("an alarm on growth is quiet while nothing comes", async () => {
    const cloud = await startPipeline((r) => {
      delete r["ExecutionPolicy"];
      change(r, "Alarm", {
        MetricName: undefined,
        Metrics: [
          { Id: "value", Expression: "DIFF(FILL(m1, 0))" },
          {
            Id: "m1",
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: "AWS/SQS",
                MetricName: "ApproximateNumberOfMessagesVisible",
                Dimensions: [{ Name: "QueueName", Value: "failures" }],
              },
              Stat: "Maximum",
            },
          },
        ],
      });
    });
    const states = async () => (await cloud.putEvent(EVENT)).alarms.map(({ state }) => state);
    expect([await states(), await states()]).toEqual([["ALARM"], []]);
    expect(cloud.queue("failures")?.depth).toBe(2);
  });
});
