import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import {
  change,
  document,
  FUNCTION_ARN,
  QUEUE_ARN,
  type Resources,
  target,
  TOPIC_ARN,
} from "../test/pipeline";

afterEach(stopClouds);

describe("subscriptions", () => {
  const subscribe = (resources: Resources, properties: Record<string, unknown>): void => {
    resources["More"] = {
      Type: "AWS::SNS::Subscription",
      Properties: { TopicArn: TOPIC_ARN, ...properties },
    };
    delete resources["Alarm"];
    target({ Arn: TOPIC_ARN })(resources);
  };
  const letTopic = document({
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: QUEUE_ARN,
    Condition: { ArnEquals: { "aws:SourceArn": TOPIC_ARN } },
  });

  test.each([
    [false, { Type: "Notification", TopicArn: TOPIC_ARN, Message: JSON.stringify(EVENT) }],
    [true, EVENT],
  ])("a queue, raw: %s", async (raw, body) => {
    const cloud = await startPipeline((r) => {
      subscribe(r, { Protocol: "sqs", Endpoint: QUEUE_ARN, RawMessageDelivery: raw });
      change(r, "QueuePolicy", { PolicyDocument: letTopic });
    });
    const trace = await cloud.putEvent(EVENT);
    expect(trace.notifications).toMatchObject([{ recipients: [{ protocol: "email" }, { protocol: "sqs" }] }]);
    expect(JSON.parse(trace.messages[0]?.body ?? "")).toMatchObject(body);
  });

  test("a queue that does not let the topic in gets nothing", async () => {
    const cloud = await startPipeline((r) => {
      subscribe(r, { Protocol: "sqs", Endpoint: QUEUE_ARN });
    });
    expect(await cloud.putEvent(EVENT)).toMatchObject({
      messages: [],
      denied: [{ principal: "sns.amazonaws.com", action: "sqs:SendMessage" }],
      lost: [{ what: "notification", to: QUEUE_ARN }],
    });
  });

  test("a function that lets the topic in receives the record", async () => {
    const cloud = await startPipeline((r) => {
      subscribe(r, { Protocol: "lambda", Endpoint: FUNCTION_ARN });
      r["Permission"] = {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: { Ref: "Function" },
          Action: "lambda:InvokeFunction",
          Principal: "sns.amazonaws.com",
          SourceArn: TOPIC_ARN,
        },
      };
    }, "export const handler = async (event) => JSON.parse(event.Records[0].Sns.Message).id;");
    expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ response: "event-1" }]);
  });
});
