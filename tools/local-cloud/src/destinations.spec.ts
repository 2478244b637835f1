import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import {
  BUS_ARN,
  change,
  document,
  FUNCTION_ARN,
  INVOKING,
  QUEUE_ARN,
  type Resources,
  target,
  TOPIC_ARN,
} from "../test/pipeline";

afterEach(stopClouds);

/** Lets the function's role do `action` on everything, besides writing its log. */
function grant(resources: Resources, action: string): void {
  change(resources, "FunctionRole", {
    Policies: [
      {
        PolicyName: "grant",
        PolicyDocument: document({ Effect: "Allow", Action: [action, "logs:*"], Resource: "*" }),
      },
    ],
  });
}

describe("destinations", () => {
  const onSuccess = (resources: Resources, destination: string): void => {
    change(resources, "InvokeConfig", { DestinationConfig: { OnSuccess: { Destination: destination } } });
  };

  test("on success to a bus: its rules see the result as an event", async () => {
    const cloud = await startPipeline((r) => {
      target(INVOKING)(r);
      grant(r, "events:PutEvents");
      onSuccess(r, BUS_ARN);
      r["Results"] = {
        Type: "AWS::Events::Rule",
        Properties: {
          Name: "results",
          EventBusName: { Ref: "Bus" },
          EventPattern: { "detail-type": ["Lambda Function Invocation Result - Success"] },
          Targets: [{ Id: "queue", Arn: QUEUE_ARN }],
        },
      };
      change(r, "QueuePolicy", {
        PolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: QUEUE_ARN,
        }),
      });
    });
    const trace = await cloud.putEvent(EVENT);
    expect(trace.followUps).toMatchObject([
      {
        event: { detailType: "Lambda Function Invocation Result - Success" },
        rules: [
          { name: "changes", matched: false },
          { name: "results", matched: true },
        ],
        messages: [{ queue: "failures" }],
      },
    ]);
    expect(JSON.parse(trace.followUps[0]?.messages[0]?.body ?? "")).toMatchObject({
      version: "0",
      source: "lambda",
      account: "111122223333",
      region: "us-west-2",
      resources: [`${FUNCTION_ARN}:$LATEST`, BUS_ARN],
      detail: {
        requestContext: { condition: "Success" },
        requestPayload: EVENT,
        responsePayload: { saw: "event-1" },
      },
    });
  });

  test("a function that causes itself is stopped", async () => {
    const cloud = await startPipeline((r) => {
      target(INVOKING)(r);
      change(r, "Rule", { EventPattern: { source: ["test", "lambda"] } });
      grant(r, "events:PutEvents");
      onSuccess(r, BUS_ARN);
    });
    let trace = await cloud.putEvent(EVENT);
    let steps = 0;
    while (trace.followUps[0] !== undefined) {
      trace = trace.followUps[0];
      steps += 1;
    }
    expect(steps).toBeGreaterThan(3);
    expect(steps).toBeLessThan(17);
    expect(trace.lost).toMatchObject([{ because: expect.stringContaining("caused each other") as string }]);
  });

  test.each([
    ["sns:Publish", TOPIC_ARN, { notifications: [{ topic: "alerts" }] }],
    ["sqs:SendMessage", QUEUE_ARN, { messages: [{ queue: "failures" }], deadLetters: [] }],
  ])("on success with %s", async (action, destination, expected) => {
    const cloud = await startPipeline((r) => {
      target(INVOKING)(r);
      grant(r, action);
      onSuccess(r, destination);
      delete r["Alarm"];
    });
    expect(await cloud.putEvent(EVENT)).toMatchObject(expected);
  });

  test.each([
    ["succeeds", { messages: [], notifications: [{ topic: "alerts" }], deadLetters: [] }],
    ["fails", { messages: [], notifications: [], deadLetters: [{ queue: "failures" }] }],
  ])("of two destinations, an invocation that %s is sent to its own", async (ending, expected) => {
    const cloud = await startPipeline((r) => {
      target(INVOKING)(r);
      change(r, "FunctionRole", {
        Policies: [
          { PolicyName: "all", PolicyDocument: document({ Effect: "Allow", Action: "*", Resource: "*" }) },
        ],
      });
      change(r, "InvokeConfig", {
        DestinationConfig: { OnSuccess: { Destination: TOPIC_ARN }, OnFailure: { Destination: QUEUE_ARN } },
      });
      delete r["Alarm"];
    }, "export const handler = async ({ id }) => { if (id === 'fails') throw new Error('failed') };");
    expect(await cloud.putEvent({ ...EVENT, id: ending })).toMatchObject(expected);
  });

  test("on success without the permission the record is lost", async () => {
    const cloud = await startPipeline((r) => {
      target(INVOKING)(r);
      grant(r, "sns:Subscribe");
      onSuccess(r, TOPIC_ARN);
    });
    expect(await cloud.putEvent(EVENT)).toMatchObject({
      denied: [
        { principal: "arn:aws:sts::111122223333:assumed-role/function-role/logger", action: "sns:Publish" },
      ],
      lost: [{ what: "invocation record", to: TOPIC_ARN }],
    });
  });
});
