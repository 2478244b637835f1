import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  CloudWatchLogsClient,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
} from "@aws-sdk/client-sns";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { CENTRAL } from "../test/member-template";
import { BUS_ARN, FUNCTION_ARN, RULE_ARN, TOPIC_ARN } from "../test/pipeline";
import { allow, failureOf, redriversOf, REGION, STRANGER } from "../test/services";
import type { CallTrace, CredentialsFor, LocalCloud } from "./index";

/** Logs a line of text, a line of JSON, and a metric in the embedded format. */
const CODE = String.raw`export const handler = async (event) => {
  console.log("saw", event.id);
  process.stdout.write(JSON.stringify({ level: "INFO", verdict: event.detail.verdict ?? "none", count: 3 }) + "\n");
  process.stdout.write(JSON.stringify({
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace: "App", Dimensions: [["Verdict"]], Metrics: [{ Name: "Seen", Unit: "Count" }] }] },
    Verdict: event.detail.verdict ?? "none", Seen: 2,
  }) + "\n");
};`;
const GROUP = "/aws/lambda/logger";
const OPERATOR = { accountId: CENTRAL, userName: "ilse" };

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startPipeline({}, CODE);
  await cloud.putEvent(EVENT);
  await cloud.putEvent({ ...EVENT, id: "event-2", detail: { verdict: "violates" } });
});
afterAll(stopClouds);

function clientsOf(who: CredentialsFor = OPERATOR) {
  const config = {
    region: REGION,
    credentials: cloud.credentials(who),
    endpoint: cloud.endpoints.all,
    maxAttempts: 1,
  };
  return {
    ...redriversOf(cloud, who, { endpoint: cloud.endpoints.all }),
    logs: new CloudWatchLogsClient(config),
    events: new EventBridgeClient(config),
  };
}

/** A call in AWS JSON of a service whose client is not among the dependencies. */
async function monitoring(call: string, input: object, who: CredentialsFor = OPERATOR) {
  const { accessKeyId } = cloud.credentials(who);
  const response = await fetch(cloud.endpoints.all, {
    method: "POST",
    body: JSON.stringify(input),
    headers: {
      "x-amz-target": `GraniteServiceVersion20100801.${call}`,
      "content-type": "application/x-amz-json-1.0",
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${REGION}/monitoring/aws4_request`,
    },
  });
  return { status: response.status, output: (await response.json()) as Record<string, unknown> };
}

describe("logs", () => {
  test("groups and streams are listed", async () => {
    const { logs } = clientsOf();
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws/" }));
    expect(logGroups.map(({ logGroupName }) => logGroupName)).toEqual([GROUP]);
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
    expect(logStreams).toHaveLength(1);
    const stream = { logGroupName: GROUP, logStreamName: logStreams[0]?.logStreamName, startFromHead: true };
    const first = await logs.send(new GetLogEventsCommand({ ...stream, limit: 2 }));
    expect(first.events?.[0]?.message).toMatch(/^INIT_START/);
    const rest = await logs.send(new GetLogEventsCommand({ ...stream, nextToken: first.nextForwardToken }));
    const end = await logs.send(new GetLogEventsCommand({ ...stream, nextToken: rest.nextForwardToken }));
    expect(end).toMatchObject({ events: [], nextForwardToken: rest.nextForwardToken });
    const all = [...(first.events ?? []), ...(rest.events ?? [])].map(({ message }) => message);
    expect(all).toEqual(cloud.logGroup(GROUP)?.lines.map(({ message }) => message));
  });

  test.each([
    ["saw", 2],
    ["saw event-2", 1],
    ['"saw event-2"', 1],
    ["saw -event-2", 1],
    ["?nothing ?event-2", 1],
    ['{ $.verdict = "violates" }', 1],
    ['{ $.verdict = "v*" && $.count > 2 }', 1],
    ['{ $.verdict = "violates" || $.verdict = "none" }', 2],
    ["{ $.count < 3 }", 0],
  ])("filter %s finds %i", async (filterPattern, count) => {
    const { logs } = clientsOf();
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern }));
    expect(events).toHaveLength(count);
  });

  test("what is not there or not known is an error of the service's", async () => {
    const { logs } = clientsOf();
    const missing = logs.send(new FilterLogEventsCommand({ logGroupName: "/none" }));
    expect(await failureOf(missing)).toMatchObject({ name: "ResourceNotFoundException", status: 400 });
    const odd = logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: "[a, b]" }));
    expect((await failureOf(odd)).name).toBe("InvalidParameterException");
  });
});

describe("metrics and alarms", () => {
  const range = {
    StartTime: (Date.now() - 3_600_000) / 1000,
    EndTime: new Date(Date.now() + 3_600_000).toISOString(),
  };

  test("metrics of the embedded format and Lambda's own are listed", async () => {
    const { output } = await monitoring("ListMetrics", { Namespace: "App", MetricName: "Seen" });
    expect(output["Metrics"]).toEqual(
      ["none", "violates"].map((Value) => ({
        Namespace: "App",
        MetricName: "Seen",
        Dimensions: [{ Name: "Verdict", Value }],
      })),
    );
    const lambda = await monitoring("ListMetrics", { Namespace: "AWS/Lambda" });
    expect(lambda.output["Metrics"]).toHaveLength(3);
  });

  test("statistics", async () => {
    const metric = {
      Namespace: "App",
      MetricName: "Seen",
      Dimensions: [{ Name: "Verdict", Value: "violates" }],
    };
    const statistics = { ...metric, ...range, Period: 86_400, Statistics: ["Sum", "SampleCount"] };
    const { output } = await monitoring("GetMetricStatistics", statistics);
    expect(output).toMatchObject({ Label: "Seen", Datapoints: [{ Sum: 2, SampleCount: 1, Unit: "Count" }] });
    const MetricDataQueries = [
      { Id: "seen", MetricStat: { Metric: metric, Period: 86_400, Stat: "Maximum" } },
    ];
    const data = await monitoring("GetMetricData", { ...range, MetricDataQueries });
    expect(data.output["MetricDataResults"]).toMatchObject([{ Id: "seen", Values: [2] }]);
  });

  test("alarms with their state", async () => {
    const { output } = await monitoring("DescribeAlarms", {});
    expect(output["MetricAlarms"]).toMatchObject([{ AlarmName: "failures-waiting", StateValue: "OK" }]);
  });
});

test("functions", async () => {
  const { lambda } = clientsOf();
  const { Functions } = await lambda.send(new ListFunctionsCommand({}));
  expect(Functions).toMatchObject([
    { FunctionName: "logger", FunctionArn: FUNCTION_ARN, Runtime: "nodejs24.x" },
  ]);
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: "logger" }));
  expect(Configuration).toEqual(Functions?.[0]);
  const configuration = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: FUNCTION_ARN }),
  );
  expect(configuration).toMatchObject({ MemorySize: 128, Environment: { Variables: { STAGE: "test" } } });
  expect(await failureOf(lambda.send(new GetFunctionCommand({ FunctionName: "none" })))).toMatchObject({
    name: "ResourceNotFoundException",
    status: 404,
  });
});

test("topics, subscriptions and queues", async () => {
  const { sns, sqs } = clientsOf();
  expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: TOPIC_ARN }]);
  const mail = [{ Protocol: "email", Endpoint: "team@example.com", TopicArn: TOPIC_ARN }];
  expect((await sns.send(new ListSubscriptionsCommand({}))).Subscriptions).toMatchObject(mail);
  const ofTopic = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }));
  expect(ofTopic.Subscriptions).toMatchObject(mail);
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }));
  expect(Attributes).toMatchObject({ Owner: CENTRAL, SubscriptionsConfirmed: "1" });
  const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "fail" }));
  expect(QueueUrls).toEqual([`${cloud.endpoints.all}/${CENTRAL}/failures`]);
  expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "other" }))).QueueUrls).toBeUndefined();
});

test("buses, rules and targets", async () => {
  const { events } = clientsOf();
  const bus = await events.send(new DescribeEventBusCommand({ Name: "central" }));
  expect(bus).toMatchObject({
    Arn: BUS_ARN,
    Policy: expect.stringContaining("aws:PrincipalOrgID") as string,
  });
  const { EventBuses = [] } = await events.send(new ListEventBusesCommand({}));
  expect(EventBuses.map(({ Name }) => Name)).toEqual(["central", "default"]);
  const { Rules } = await events.send(new ListRulesCommand({ EventBusName: "central" }));
  expect(Rules).toMatchObject([{ Name: "changes", Arn: RULE_ARN, State: "ENABLED" }]);
  const rule = await events.send(new DescribeRuleCommand({ Name: "changes", EventBusName: BUS_ARN }));
  expect(JSON.parse(rule.EventPattern ?? "")).toEqual({ source: ["test"] });
  const targets = await events.send(
    new ListTargetsByRuleCommand({ Rule: "changes", EventBusName: "central" }),
  );
  expect(targets.Targets?.map(({ Arn }) => Arn)).toEqual([TOPIC_ARN, FUNCTION_ARN]);
  const tested = new TestEventPatternCommand({
    EventPattern: '{"source":["test"]}',
    Event: JSON.stringify(EVENT),
  });
  expect((await events.send(tested)).Result).toBe(true);
});

test("an event of a program is put on a bus and delivered; none in the name of AWS", async () => {
  const calls: CallTrace[] = [];
  cloud.onCall((call) => calls.push(call));
  const { events } = clientsOf();
  const entry = { EventBusName: "central", DetailType: "Test", Detail: "{}" };
  const Entries = [
    { ...entry, Source: "test" },
    { ...entry, Source: "aws.s3" },
    { ...entry, Source: "test", Detail: "[" },
  ];
  const answer = await events.send(new PutEventsCommand({ Entries }));
  expect(answer).toMatchObject({
    FailedEntryCount: 2,
    Entries: [
      { EventId: expect.any(String) as string },
      { ErrorCode: "NotAuthorizedForSourceException" },
      { ErrorCode: "MalformedDetail" },
    ],
  });
  await cloud.settled();
  expect(calls).toMatchObject([
    { call: "events:PutEvents", followUps: [{ bus: "central", invocations: [{ outcome: "success" }] }] },
  ]);
});

describe("IAM decides who reads", () => {
  type Clients = ReturnType<typeof clientsOf>;
  test.each<readonly [action: string, read: (clients: Clients) => Promise<unknown>]>([
    ["logs:DescribeLogGroups", ({ logs }) => logs.send(new DescribeLogGroupsCommand({}))],
    ["logs:FilterLogEvents", ({ logs }) => logs.send(new FilterLogEventsCommand({ logGroupName: GROUP }))],
    ["lambda:ListFunctions", ({ lambda }) => lambda.send(new ListFunctionsCommand({}))],
    ["lambda:GetFunction", ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName: "logger" }))],
    ["sns:ListTopics", ({ sns }) => sns.send(new ListTopicsCommand({}))],
    ["sqs:ListQueues", ({ sqs }) => sqs.send(new ListQueuesCommand({}))],
    ["events:ListRules", ({ events }) => events.send(new ListRulesCommand({ EventBusName: "central" }))],
    ["events:ListEventBuses", ({ events }) => events.send(new ListEventBusesCommand({}))],
  ])("%s", async (action, read) => {
    await read(clientsOf({ ...OPERATOR, policies: [allow(action)] }));
    const refused = await failureOf(read(clientsOf({ ...OPERATOR, policies: [allow("s3:*")] })));
    expect(refused.message).toContain(`is not authorized to perform: ${action}`);
  });

  test("of CloudWatch, too", async () => {
    const { status, output } = await monitoring(
      "ListMetrics",
      {},
      { ...OPERATOR, policies: [allow("s3:*")] },
    );
    expect(status).toBe(403);
    expect(output).toMatchObject({ __type: "AccessDeniedException" });
  });

  test("another account sees its own, which is nothing", async () => {
    const { logs, lambda, sns, sqs, events } = clientsOf({ accountId: STRANGER, userName: "mallory" });
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
    expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([]);
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
    expect((await events.send(new ListEventBusesCommand({}))).EventBuses).toMatchObject([
      { Name: "default" },
    ]);
  });
});
