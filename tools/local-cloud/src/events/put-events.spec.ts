import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { startPipeline, stopClouds } from "../../test/cloud";
import { REGION } from "../../test/services";
import type { CallTrace, LocalCloud } from "../index";

const ACCOUNT = "111122223333";
const bus = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`;

/** A bus of its own that only one role may put on, and only one kind of event; and a third one that its rule sends to. */
const BUSES = {
  Private: { Type: "AWS::Events::EventBus", Properties: { Name: "private" } },
  OnlyOneRole: {
    Type: "AWS::Events::EventBusPolicy",
    Properties: {
      EventBusName: "private",
      StatementId: "OnlyOneRole",
      Statement: {
        Effect: "Deny",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: bus("private"),
        Condition: { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/speaker` } },
      },
    },
  },
  Third: { Type: "AWS::Events::EventBus", Properties: { Name: "third" } },
  Forward: {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "forward",
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      },
      Policies: [
        {
          PolicyName: "forward",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: "events:PutEvents", Resource: [bus("private"), bus("third")] },
            ],
          },
        },
      ],
    },
  },
  OnPrivate: {
    Type: "AWS::Events::Rule",
    Properties: {
      Name: "on-private",
      EventBusName: "private",
      State: "ENABLED",
      EventPattern: { source: ["speaker"] },
      Targets: [{ Id: "third", Arn: bus("third"), RoleArn: `arn:aws:iam::${ACCOUNT}:role/forward` }],
    },
  },
};

/** A bus before the private one, whose rule sends to it. */
const FIRST = {
  First: { Type: "AWS::Events::EventBus", Properties: { Name: "first" } },
  OnFirst: {
    Type: "AWS::Events::Rule",
    Properties: {
      Name: "on-first",
      EventBusName: "first",
      State: "ENABLED",
      EventPattern: { source: ["speaker"] },
      Targets: [{ Id: "private", Arn: bus("private"), RoleArn: `arn:aws:iam::${ACCOUNT}:role/forward` }],
    },
  },
};

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startPipeline(BUSES);
});
afterAll(stopClouds);
afterEach(() => {
  cloud.setFaults([]);
});

function put(roleName: string, count = 1, abortSignal?: AbortSignal) {
  const client = new EventBridgeClient({
    region: REGION,
    endpoint: cloud.endpoints.events,
    credentials: cloud.credentials({ accountId: ACCOUNT, roleName }),
    maxAttempts: 1,
  });
  const entry = {
    EventBusName: "private",
    Source: "speaker",
    DetailType: "Said",
    Detail: '{"eventName":"Said"}',
  };
  return client
    .send(
      new PutEventsCommand({ Entries: Array.from({ length: count }, () => entry) }),
      abortSignal && { abortSignal },
    )
    .finally(() => {
      client.destroy();
    });
}

test("an event that the policy of its bus allows is delivered by the rules of that bus", async () => {
  const heard: CallTrace[] = [];
  const stop = cloud.onCall((trace) => heard.push(trace));
  expect(await put("speaker")).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: expect.any(String) as string }],
  });
  await cloud.settled();
  stop();
  expect(heard).toMatchObject([
    {
      call: "events:PutEvents",
      followUps: [
        {
          event: { detailType: "Said", detail: { eventName: "Said" } },
          bus: "private",
          rules: [{ name: "on-private", matched: true }],
          followUps: [{ bus: "third" }],
        },
      ],
    },
  ]);
});

test("a role that the policy of the bus denies is refused, whatever its own policies allow", async () => {
  await expect(put("loud")).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("role/loud") as string,
  });
});

test.each([
  ["AccessDenied", "AccessDeniedException"],
  ["SlowDown", "ThrottlingException"],
  ["InternalError", "InternalException"],
  ["ServiceUnavailable", "ServiceUnavailable"],
] as const)("a caller sees the fault %s as %s", async (kind, name) => {
  cloud.setFaults([{ service: "events", bus: "private", times: 1, fault: { kind } }]);
  await expect(put("speaker")).rejects.toMatchObject({ name });
  expect(await put("speaker")).toMatchObject({ FailedEntryCount: 0 });
});

test("a caller whose connection is cut, or who hears nothing, has no answer", async () => {
  cloud.setFaults([{ service: "events", bus: "private", times: 1, fault: { kind: "reset" } }]);
  await expect(put("speaker")).rejects.toThrow("ECONNRESET");
  cloud.setFaults([{ service: "events", bus: "private", fault: { kind: "hang" } }]);
  await expect(put("speaker", 1, AbortSignal.timeout(50))).rejects.toMatchObject({ name: "AbortError" });
});

test("a fault has EventBridge take the call and none of its entries", async () => {
  cloud.setFaults([{ service: "events", bus: "private", fault: { kind: "FailedEntry" } }]);
  const failed = { ErrorCode: "InternalFailure" };
  expect(await put("speaker", 2)).toMatchObject({ FailedEntryCount: 2, Entries: [failed, failed] });
});

test("a fault of another bus is none of this one", async () => {
  cloud.setFaults([{ service: "events", bus: "other", fault: { kind: "AccessDenied" } }]);
  expect(await put("speaker")).toMatchObject({ FailedEntryCount: 0 });
});

test("what one bus has received from another is not sent on to a third", async () => {
  const chained = await startPipeline({ ...BUSES, OnlyOneRole: undefined, ...FIRST }, undefined, {
    busName: "first",
  });
  const event = {
    version: "0",
    id: "e-1",
    source: "speaker",
    account: ACCOUNT,
    "detail-type": "Said",
    detail: {},
  };
  const trace = await chained.putEvent(event, { principal: `arn:aws:iam::${ACCOUNT}:role/speaker` });
  expect(trace.followUps).toMatchObject([
    {
      bus: "private",
      lost: [
        { what: "event", to: bus("third"), because: expect.stringContaining("on to a third") as string },
      ],
      followUps: [],
    },
  ]);
});
