import { EVENT, HANDLER, startPipeline, stopClouds } from "../test/cloud";
import {
  change,
  document,
  FUNCTION_ARN,
  INVOKING,
  QUEUE_ARN,
  RULE_ARN,
  target,
  TOPIC_ARN,
} from "../test/pipeline";

afterEach(stopClouds);

describe("what a target receives", () => {
  test.each<readonly [string, object, unknown]>([
    ["the event", {}, { saw: "event-1" }],
    ["a constant", { Input: '{"id":"constant"}' }, { saw: "constant" }],
    ["a part of the event", { InputPath: "$.detail" }, {}],
    [
      "a transformed event",
      {
        InputTransformer: {
          InputPathsMap: { name: "$.detail.eventName" },
          InputTemplate: '{"id": "<name>!"}',
        },
      },
      { saw: "Change!" },
    ],
  ])("%s", async (_name, input, response) => {
    const cloud = await startPipeline(target({ ...INVOKING, ...input }));
    expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ response }]);
  });

  test("an input that cannot be made goes to the dead-letter queue", async () => {
    const cloud = await startPipeline(
      target({
        ...INVOKING,
        InputTransformer: { InputTemplate: "{ no JSON }" },
        DeadLetterConfig: { Arn: QUEUE_ARN },
      }),
    );
    const trace = await cloud.putEvent(EVENT);
    expect(trace).toMatchObject({
      invocations: [],
      deadLetters: [{ attributes: { ERROR_CODE: "INVALID_JSON" } }],
    });
  });

  test("a target that does not exist leaves the event in the dead-letter queue", async () => {
    const cloud = await startPipeline(
      target({ Arn: `${FUNCTION_ARN}-deleted`, DeadLetterConfig: { Arn: QUEUE_ARN } }),
    );
    expect((await cloud.putEvent(EVENT)).deadLetters).toMatchObject([
      { attributes: { ERROR_CODE: "NO_RESOURCE" } },
    ]);
  });

  test("a queue as target", async () => {
    const cloud = await startPipeline(target({ Arn: QUEUE_ARN }));
    const trace = await cloud.putEvent(EVENT);
    expect(trace.messages).toMatchObject([{ queue: "failures" }]);
    expect(trace.deadLetters).toEqual([]);
    expect(JSON.parse(cloud.queue("failures")?.receive()[0]?.body ?? "")).toEqual(EVENT);
    expect(cloud.queue("failures")?.depth).toBe(0);
  });

  test.each([
    ["may publish", "sns:Publish", "events.amazonaws.com", true],
    ["may not publish", "sns:Subscribe", "events.amazonaws.com", false],
    ["EventBridge may not assume", "sns:Publish", "lambda.amazonaws.com", false],
  ])(
    "a topic without a policy for EventBridge, by a role that %s",
    async (_name, Action, Service, delivered) => {
      const cloud = await startPipeline((r) => {
        delete r["TopicPolicy"];
        change(r, "ExecutionRole", {
          AssumeRolePolicyDocument: document({
            Effect: "Allow",
            Principal: { Service },
            Action: "sts:AssumeRole",
          }),
        });
        change(r, "ExecutionPolicy", {
          PolicyDocument: document({ Effect: "Allow", Action, Resource: TOPIC_ARN }),
        });
        target({ ...INVOKING, Arn: TOPIC_ARN, DeadLetterConfig: { Arn: QUEUE_ARN } })(r);
      });
      const trace = await cloud.putEvent(EVENT);
      const published = trace.notifications.filter(({ subject }) => subject === "AWS Notification Message");
      expect(published).toHaveLength(delivered ? 1 : 0);
      expect(trace.deadLetters).toMatchObject(
        delivered ? [] : [{ attributes: { ERROR_CODE: "NO_PERMISSIONS" } }],
      );
    },
  );

  test("an alias of the function", async () => {
    const cloud = await startPipeline((r) => {
      r["Alias"] = {
        Type: "AWS::Lambda::Alias",
        Properties: { FunctionName: { Ref: "Function" }, Name: "live", FunctionVersion: "1" },
      };
      target({ ...INVOKING, Arn: { Ref: "Alias" } })(r);
      change(r, "ExecutionPolicy", {
        PolicyDocument: document({
          Effect: "Allow",
          Action: "lambda:InvokeFunction",
          Resource: { Ref: "Alias" },
        }),
      });
    });
    expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([
      { function: "logger", outcome: "success" },
    ]);
  });
});

describe("rules", () => {
  test("a rule that does not match says why; nothing else happens", async () => {
    const cloud = await startPipeline();
    const trace = await cloud.putEvent({ ...EVENT, source: "other" });
    expect(trace.rules).toMatchObject([
      { name: "changes", matched: false, mismatches: [{ path: "source", actual: "other" }] },
    ]);
    expect(trace).toMatchObject({ invocations: [], notifications: [], lost: [] });
  });

  test("explanations can be left out, and be asked for of one event", async () => {
    const cloud = await startPipeline({}, HANDLER, { explain: false });
    const trace = await cloud.putEvent({ ...EVENT, source: "other" });
    expect(trace.rules).toEqual([{ name: "changes", matched: false, mismatches: [] }]);
    const explained = await cloud.putEvent({ ...EVENT, source: "other" }, { explain: true });
    expect(explained.rules).toMatchObject([{ matched: false, mismatches: [{ path: "source" }] }]);
  });

  test("a disabled rule matches nothing", async () => {
    const cloud = await startPipeline((r) => {
      change(r, "Rule", { State: "DISABLED" });
    });
    const trace = await cloud.putEvent(EVENT);
    expect(trace.rules).toMatchObject([
      { matched: false, mismatches: [{ path: "State", actual: "DISABLED" }] },
    ]);
  });

  test("rules of another bus do not see the event", async () => {
    const cloud = await startPipeline((r) => {
      r["Other"] = {
        Type: "AWS::Events::Rule",
        Properties: { Name: "other", EventPattern: { source: ["test"] } },
      };
    });
    expect((await cloud.putEvent(EVENT)).rules.map(({ name }) => name)).toEqual(["changes"]);
  });

  test("an invalid pattern is an error at the start", async () => {
    const invalid = startPipeline((r) => {
      change(r, "Rule", { EventPattern: { source: "test" } });
    });
    await expect(invalid).rejects.toThrow(/stack\/Rule: Properties\.EventPattern is invalid at source/);
  });
});

describe("the cloud", () => {
  test("lists its bus, rules and functions", async () => {
    const cloud = await startPipeline();
    expect(cloud).toMatchObject({
      busName: "central",
      rules: [{ name: "changes", bus: "central", targets: [TOPIC_ARN, FUNCTION_ARN] }],
      functions: [
        {
          name: "logger",
          runtime: "nodejs24.x",
          memoryMb: 128,
          timeoutSeconds: 10,
          node: { version: process.version },
        },
      ],
    });
  });

  test("a bus that is not there is named", async () => {
    await expect(startPipeline({}, HANDLER, { busName: "other" })).rejects.toThrow(
      "no event bus other; it has: central",
    );
  });

  test.each([null, 1, "text", []])("%j is no event", async (event) => {
    await expect((await startPipeline()).putEvent(event)).rejects.toThrow(TypeError);
  });

  test("without history queues and groups only count", async () => {
    const cloud = await startPipeline(
      (r) => {
        target({ ...INVOKING, DeadLetterConfig: { Arn: QUEUE_ARN } })(r);
      },
      "export const handler = async (event) => { if (event.fail) throw new Error('failed'); console.log(1) };",
      { keepHistory: false },
    );
    await cloud.putEvent(EVENT);
    await cloud.putEvent({ ...EVENT, fail: true });
    expect(cloud.queue("failures")).toMatchObject({ depth: 1 });
    expect(cloud.queue("failures")?.receive()).toEqual([]);
    expect(cloud.logGroup("/aws/lambda/logger")?.lineCount).toBeGreaterThan(4);
    expect(cloud.logGroup("/aws/lambda/logger")?.lines).toEqual([]);
  });

  test("every rule's ARN in messages is the deployed one", async () => {
    const cloud = await startPipeline((r) => {
      delete r["ExecutionPolicy"];
    });
    expect((await cloud.putEvent(EVENT)).deadLetters[0]?.attributes["RULE_ARN"]).toBe(RULE_ARN);
  });
});
