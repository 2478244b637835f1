import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import {
  change,
  document,
  FUNCTION_ARN,
  QUEUE_ARN,
  type Resource,
  type Resources,
  RULE_ARN,
  TOPIC_ARN,
} from "../test/pipeline";

afterEach(stopClouds);

const trust = (condition: object, service = "events.amazonaws.com"): object =>
  document({
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: condition,
  });

const invoke = (...statements: object[]): Record<string, unknown> => ({
  PolicyDocument: document(
    { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: FUNCTION_ARN },
    ...statements,
  ),
});

const permission = (properties: object): Resource => ({
  Type: "AWS::Lambda::Permission",
  Properties: {
    FunctionName: FUNCTION_ARN,
    Action: "lambda:InvokeFunction",
    Principal: "events.amazonaws.com",
    ...properties,
  },
});

/** Without an execution role: the function's resource policy decides. */
function withoutRole(resources: Resources): void {
  change(resources, "Rule", {
    Targets: [{ Id: "function", Arn: FUNCTION_ARN, DeadLetterConfig: { Arn: QUEUE_ARN } }],
  });
}

test("with every policy in place the function runs, the team is notified and the lines are kept", async () => {
  const cloud = await startPipeline();
  const trace = await cloud.putEvent(EVENT);

  expect(trace.rules).toEqual([{ name: "changes", matched: true, mismatches: [] }]);
  expect(trace.invocations).toMatchObject([{ function: "logger", outcome: "success", attempts: 1 }]);
  expect(trace.invocations[0]?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/saw event-1$/),
  );
  expect(trace.notifications).toMatchObject([
    { topic: "alerts", subject: "AWS Notification Message", recipients: [{ endpoint: "team@example.com" }] },
  ]);
  expect(trace).toMatchObject({ deadLetters: [], denied: [], lost: [], alarms: [] });
});

test.each<readonly [string, (resources: Resources) => void, string]>([
  [
    "the execution role may not invoke",
    (r) => {
      change(r, "ExecutionPolicy", {
        PolicyDocument: document({ Effect: "Allow", Action: "lambda:GetFunction", Resource: FUNCTION_ARN }),
      });
    },
    "lambda:InvokeFunction",
  ],
  [
    "the execution role may invoke another function only",
    (r) => {
      change(r, "ExecutionPolicy", {
        PolicyDocument: document({
          Effect: "Allow",
          Action: "lambda:InvokeFunction",
          Resource: `${FUNCTION_ARN}-other`,
        }),
      });
    },
    "lambda:InvokeFunction",
  ],
  [
    "the execution role is denied explicitly",
    (r) => {
      change(r, "ExecutionPolicy", invoke({ Effect: "Deny", Action: "lambda:*", Resource: "*" }));
    },
    "lambda:InvokeFunction",
  ],
  [
    "the execution role trusts another rule",
    (r) => {
      change(r, "ExecutionRole", {
        AssumeRolePolicyDocument: trust({ ArnEquals: { "aws:SourceArn": `${RULE_ARN}-other` } }),
      });
    },
    "sts:AssumeRole",
  ],
  [
    "the execution role trusts another account",
    (r) => {
      change(r, "ExecutionRole", {
        AssumeRolePolicyDocument: trust({ StringEquals: { "aws:SourceAccount": "999999999999" } }),
      });
    },
    "sts:AssumeRole",
  ],
  [
    "the execution role trusts another service",
    (r) => {
      change(r, "ExecutionRole", { AssumeRolePolicyDocument: trust({}, "scheduler.amazonaws.com") });
    },
    "sts:AssumeRole",
  ],
  ["the target has no role and the function no resource policy", withoutRole, "lambda:InvokeFunction"],
  [
    "the resource policy names another rule",
    (r) => {
      withoutRole(r);
      r["Permission"] = permission({ SourceArn: `${RULE_ARN}-other` });
    },
    "lambda:InvokeFunction",
  ],
  [
    "the resource policy names another account",
    (r) => {
      withoutRole(r);
      r["Permission"] = permission({ SourceArn: RULE_ARN, SourceAccount: "999999999999" });
    },
    "lambda:InvokeFunction",
  ],
])("%s: the event goes to the target's dead-letter queue at once", async (_name, breakIt, action) => {
  const cloud = await startPipeline(breakIt);
  const trace = await cloud.putEvent(EVENT);

  expect(trace.invocations).toEqual([]);
  expect(trace.denied).toMatchObject([{ action }]);
  expect(trace.deadLetters).toMatchObject([
    {
      queue: "failures",
      reason: "delivery",
      attributes: { RULE_ARN, TARGET_ARN: FUNCTION_ARN, ERROR_CODE: "NO_PERMISSIONS", RETRY_ATTEMPTS: "0" },
    },
  ]);
  expect(JSON.parse(cloud.queue("failures")?.receive()[0]?.body ?? "")).toEqual(EVENT);
});

test("a role named explicitly denied says so", async () => {
  const cloud = await startPipeline((r) => {
    change(r, "ExecutionPolicy", invoke({ Effect: "Deny", Action: "lambda:*", Resource: "*" }));
  });
  expect((await cloud.putEvent(EVENT)).denied).toMatchObject([{ decision: "explicitly denied" }]);
});

test("a trust policy without conditions lets EventBridge take the role on for any rule", async () => {
  const cloud = await startPipeline((r) => {
    change(r, "ExecutionRole", { AssumeRolePolicyDocument: trust({}) });
  });
  expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ outcome: "success" }]);
});

test("without a role, the resource policy lets the named rule invoke", async () => {
  const cloud = await startPipeline((r) => {
    withoutRole(r);
    r["Permission"] = permission({
      SourceArn: { "Fn::GetAtt": ["Rule", "Arn"] },
      SourceAccount: "111122223333",
    });
  });
  expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ outcome: "success" }]);
});

test.each<readonly [string, (resources: Resources) => void]>([
  [
    "there is no topic policy",
    (r) => {
      delete r["TopicPolicy"];
    },
  ],
  [
    "the topic policy names the rule, which EventBridge does not send to a topic",
    (r) => {
      change(r, "TopicPolicy", {
        PolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: TOPIC_ARN,
          Condition: { ArnEquals: { "aws:SourceArn": RULE_ARN } },
        }),
      });
    },
  ],
])("%s: nobody is notified, the event goes to the queue, the function still runs", async (_name, breakIt) => {
  const cloud = await startPipeline(breakIt);
  const trace = await cloud.putEvent(EVENT);

  expect(trace.invocations).toMatchObject([{ outcome: "success" }]);
  expect(trace.deadLetters).toMatchObject([
    { attributes: { TARGET_ARN: TOPIC_ARN, ERROR_CODE: "NO_PERMISSIONS" } },
  ]);
  expect(trace.denied[0]).toMatchObject({ principal: "events.amazonaws.com", action: "sns:Publish" });
  expect(trace.notifications.filter(({ subject }) => !subject.startsWith("ALARM"))).toEqual([]);
});

test.each<readonly [string, (resources: Resources) => void, string]>([
  [
    "the queue policy is missing",
    (r) => {
      delete r["QueuePolicy"];
    },
    "not authorized to perform: sqs:SendMessage",
  ],
  [
    "the target has no queue",
    (r) => {
      change(r, "Rule", { Targets: [{ Id: "mail", Arn: TOPIC_ARN }] });
    },
    "no dead-letter queue",
  ],
])(
  "an event that can neither be delivered nor sent to the dead-letter queue is lost: %s",
  async (_name, breakIt, because) => {
    const cloud = await startPipeline((r) => {
      delete r["TopicPolicy"];
      breakIt(r);
    });
    const trace = await cloud.putEvent(EVENT);

    expect(trace.deadLetters).toEqual([]);
    expect(trace.lost).toMatchObject([
      { what: "event", to: TOPIC_ARN, because: expect.stringContaining(because) as string },
    ]);
  },
);
