import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, document, INVOKING, QUEUE_ARN, target, TOPIC_ARN } from "../test/pipeline";

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
        because: "1 messages in failures, the alarm asks for >= 1",
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
});
