import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import {
  document,
  FUNCTION_ARN,
  QUEUE_ARN,
  type Resource,
  type Resources,
  RULE_ARN,
  TOPIC_ARN,
} from "../test/pipeline";

afterEach(stopClouds);

function change(resources: Resources, logicalId: string, properties: Record<string, unknown>): void {
  const resource = resources[logicalId];
  if (resource === undefined) throw new Error(`no ${logicalId}`);
  Object.assign(resource.Properties, properties);
}

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

test("with every policy in place the function runs, the team is told and the lines are kept", async () => {
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
    "the topic policy names another rule",
    (r) => {
      change(r, "TopicPolicy", {
        PolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: TOPIC_ARN,
          Condition: { ArnEquals: { "aws:SourceArn": `${RULE_ARN}-other` } },
        }),
      });
    },
  ],
])("%s: nobody is told, the event goes to the queue, the function still runs", async (_name, breakIt) => {
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
])("an event that can neither be delivered nor buried is lost: %s", async (_name, breakIt, because) => {
  const cloud = await startPipeline((r) => {
    delete r["TopicPolicy"];
    breakIt(r);
  });
  const trace = await cloud.putEvent(EVENT);

  expect(trace.deadLetters).toEqual([]);
  expect(trace.lost).toMatchObject([
    { what: "event", to: TOPIC_ARN, because: expect.stringContaining(because) as string },
  ]);
});

describe("log lines", () => {
  const logPolicy =
    (...statements: object[]) =>
    (r: Resources) => {
      change(r, "FunctionRole", {
        Policies: [{ PolicyName: "logs", PolicyDocument: document(...statements) }],
      });
    };
  const allow = (action: string[], resource: string): object => ({
    Effect: "Allow",
    Action: action,
    Resource: resource,
  });
  const group = (name: string): string =>
    `arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/${name}:*`;
  const write = ["logs:CreateLogStream", "logs:PutLogEvents"];

  test.each<readonly [string, (resources: Resources) => void, readonly (readonly [string, string])[]]>([
    [
      "the role may write to another function's group",
      logPolicy(allow(write, group("Logger"))),
      [["logs:CreateLogStream", "denied"]],
    ],
    [
      "the role may make streams only",
      logPolicy(allow(["logs:CreateLogStream"], group("logger"))),
      [
        ["logs:CreateLogStream", "allowed"],
        ["logs:PutLogEvents", "denied"],
      ],
    ],
    [
      "the role is denied explicitly",
      logPolicy(allow(write, group("logger")), {
        Effect: "Deny",
        Action: "logs:PutLogEvents",
        Resource: "*",
      }),
      [
        ["logs:CreateLogStream", "allowed"],
        ["logs:PutLogEvents", "denied"],
      ],
    ],
    [
      "there is no group and the role may not make it",
      (r) => {
        delete r["LogGroup"];
      },
      [["logs:CreateLogGroup", "denied"]],
    ],
  ])("%s: the function succeeds and its lines are gone", async (_name, breakIt, calls) => {
    const cloud = await startPipeline(breakIt);
    const trace = await cloud.putEvent(EVENT);

    expect(trace.invocations).toMatchObject([{ outcome: "success", logs: [] }]);
    expect(trace.invocations[0]?.apiCalls.map(({ action, decision }) => [action, decision])).toEqual(calls);
    expect(trace.lost).toMatchObject([{ what: "log lines" }]);
    expect(trace.denied).toMatchObject([{ action: calls.at(-1)?.[0] }]);
    expect(cloud.logGroup("/aws/lambda/logger")?.lineCount ?? 0).toBe(0);
  });

  test("a role that may make the group makes it", async () => {
    const cloud = await startPipeline((r) => {
      delete r["LogGroup"];
      logPolicy(
        allow(write, group("logger")),
        allow(["logs:CreateLogGroup"], "arn:aws:logs:us-west-2:111122223333:*"),
      )(r);
    });
    const trace = await cloud.putEvent(EVENT);

    expect(trace.invocations[0]?.apiCalls.map(({ action }) => action)).toEqual([
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]);
    expect(cloud.logGroup("/aws/lambda/logger")?.lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/saw event-1$/),
    );
  });
});

describe("the sender of an event", () => {
  test.each([
    ["a member account", {}, true],
    ["the bus's own account", { principal: "111122223333", organizationId: "" }, true],
    ["another organization", { organizationId: "o-other" }, false],
    [
      "a named role of the organization",
      { principal: "arn:aws:iam::777788889999:role/x", organizationId: "o-example" },
      true,
    ],
  ])("%s", async (_name, options, accepted) => {
    const cloud = await startPipeline((r) => {
      change(r, "Rule", { Targets: [] });
    });
    const trace = await cloud.putEvent(EVENT, options);

    expect(trace.accepted).toBe(accepted);
    expect(trace.denied).toHaveLength(accepted ? 0 : 1);
    expect(trace.lost).toHaveLength(accepted ? 0 : 1);
  });

  test("a bus without a policy takes events of its own account only", async () => {
    const cloud = await startPipeline({ BusPolicy: undefined });
    expect((await cloud.putEvent(EVENT)).accepted).toBe(false);
    expect((await cloud.putEvent({ ...EVENT, account: "111122223333" })).accepted).toBe(true);
  });
});
