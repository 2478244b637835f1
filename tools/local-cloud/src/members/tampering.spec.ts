import {
  CloudTrailClient,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { PutBucketTaggingCommand } from "@aws-sdk/client-s3";
import { DeleteQueueCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { startPipeline, stopClouds } from "../../test/cloud";
import { removeMemberTemplates, writeMemberTemplate } from "../../test/member-file";
import { CENTRAL, memberTemplate } from "../../test/member-template";
import { change } from "../../test/pipeline";
import { allow, failureOf, LEDGER, redriversOf, s3Of } from "../../test/services";
import { type CredentialsFor, type LocalCloud, parseScenario, type Trace } from "../index";

afterEach(stopClouds);
afterAll(removeMemberTemplates);

const ADMIN = { accountId: LEDGER, userName: "ilse" };
const CENTRAL_BUS = `arn:aws:events:us-west-2:${CENTRAL}:event-bus/central`;
const TRAIL = "management-events";
const TRAIL_ARN = `arn:aws:cloudtrail:us-west-2:${LEDGER}:trail/${TRAIL}`;
const PATTERN = { "detail-type": ["AWS API Call via CloudTrail"] };

function start(accounts: readonly object[] = []): Promise<LocalCloud> {
  const described = memberTemplate() as {
    Resources: Record<string, { Properties: Record<string, unknown> }>;
  };
  Object.assign(described.Resources["Rule"]?.Properties ?? {}, { EventPattern: PATTERN });
  const template = writeMemberTemplate(described);
  return startPipeline(
    (resources) => {
      change(resources, "Rule", { EventPattern: PATTERN });
    },
    "export const handler = async (event) => event;",
    {
      scenario: parseScenario(
        { organization: { id: "o-example" }, accounts, buckets: [{ name: "ledger", account: LEDGER }] },
        "scenario",
      ),
      members: [{ accountId: LEDGER, regions: ["us-west-2", "eu-west-3"], template }],
    },
  );
}

const clientsOf = (cloud: LocalCloud, who: CredentialsFor = ADMIN, region = "us-west-2") => {
  const common = { region, credentials: cloud.credentials(who), maxAttempts: 1 };
  return {
    events: new EventBridgeClient({ ...common, endpoint: cloud.endpoints.events }),
    trails: new CloudTrailClient({ ...common, endpoint: cloud.endpoints.cloudtrail }),
    ...redriversOf(cloud, who, { region }),
  };
};

/** What a call led to: the events on the account's bus, and what became of each. */
async function tracesOf(cloud: LocalCloud, call: () => Promise<unknown>): Promise<readonly Trace[]> {
  await cloud.settled();
  const before = cloud.traces().length;
  await call().catch(() => undefined);
  await cloud.settled();
  return cloud.traces().slice(before);
}

const invocationsOf = (traces: readonly Trace[]) =>
  traces.flatMap(({ followUps }) => followUps).flatMap(({ invocations }) => invocations);

const writeTag = (cloud: LocalCloud) => () =>
  s3Of(cloud, ADMIN).send(new PutBucketTaggingCommand({ Bucket: "ledger", Tagging: { TagSet: [] } }));

describe("a rule of a stack", () => {
  test("is described with its targets, disabled, enabled, changed, taken its targets and deleted", async () => {
    const cloud = await start();
    const { events } = clientsOf(cloud);
    const Name = "forward";
    expect(await events.send(new DescribeRuleCommand({ Name }))).toMatchObject({
      State: "ENABLED",
      EventPattern: JSON.stringify(PATTERN),
    });
    expect((await events.send(new ListTargetsByRuleCommand({ Rule: Name }))).Targets).toMatchObject([
      { Id: "central", Arn: CENTRAL_BUS },
    ]);
    expect(invocationsOf(await tracesOf(cloud, writeTag(cloud)))).toHaveLength(1);

    await events.send(new DisableRuleCommand({ Name }));
    expect((await events.send(new DescribeRuleCommand({ Name }))).State).toBe("DISABLED");
    await cloud.settled();
    expect(invocationsOf(await tracesOf(cloud, writeTag(cloud)))).toEqual([]);

    await events.send(new EnableRuleCommand({ Name }));
    expect(invocationsOf(await tracesOf(cloud, writeTag(cloud)))).toHaveLength(1);

    await events.send(new PutRuleCommand({ Name, EventPattern: '{"source":["none"]}' }));
    expect(invocationsOf(await tracesOf(cloud, writeTag(cloud)))).toEqual([]);
    await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify(PATTERN) }));

    expect((await failureOf(events.send(new DeleteRuleCommand({ Name })))).name).toBe("ValidationException");
    const removed = await events.send(new RemoveTargetsCommand({ Rule: Name, Ids: ["central", "none"] }));
    expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: "none" }] });
    expect(invocationsOf(await tracesOf(cloud, writeTag(cloud)))).toEqual([]);

    const RoleArn = `arn:aws:iam::${LEDGER}:role/forward-us-west-2`;
    await events.send(
      new PutTargetsCommand({ Rule: Name, Targets: [{ Id: "central", Arn: CENTRAL_BUS, RoleArn }] }),
    );
    expect(invocationsOf(await tracesOf(cloud, writeTag(cloud)))).toHaveLength(1);

    await events.send(new RemoveTargetsCommand({ Rule: Name, Ids: ["central"] }));
    await events.send(new DeleteRuleCommand({ Name }));
    expect((await failureOf(events.send(new DescribeRuleCommand({ Name })))).name).toBe(
      "ResourceNotFoundException",
    );
  });

  test("of another region stays as it is", async () => {
    const cloud = await start();
    await clientsOf(cloud).events.send(new DisableRuleCommand({ Name: "forward" }));
    const { State } = await clientsOf(cloud, ADMIN, "eu-west-3").events.send(
      new DescribeRuleCommand({ Name: "forward" }),
    );
    expect(State).toBe("ENABLED");
  });
});

test("each call that changes something is an event as CloudTrail writes it, and is forwarded as long as a rule does", async () => {
  const cloud = await start();
  const { events, trails, sqs } = clientsOf(cloud);
  const forwarded = async (call: () => Promise<unknown>) =>
    invocationsOf(await tracesOf(cloud, call)).map(({ response }) => response);
  expect(await forwarded(() => events.send(new EnableRuleCommand({ Name: "forward" })))).toMatchObject([
    {
      source: "aws.events",
      account: LEDGER,
      detail: {
        eventSource: "events.amazonaws.com",
        eventName: "EnableRule",
        awsRegion: "us-west-2",
        userIdentity: { type: "IAMUser", userName: "ilse" },
        requestParameters: { name: "forward" },
        readOnly: false,
        recipientAccountId: LEDGER,
      },
    },
  ]);
  const Targets = [{ Id: "more", Arn: CENTRAL_BUS, RoleArn: `arn:aws:iam::${LEDGER}:role/other` }];
  expect(
    await forwarded(() => events.send(new PutTargetsCommand({ Rule: "forward", Targets }))),
  ).toMatchObject([
    { detail: { requestParameters: { rule: "forward", targets: [{ id: "more", arn: CENTRAL_BUS }] } } },
  ]);
  expect(await forwarded(() => trails.send(new StartLoggingCommand({ Name: TRAIL })))).toMatchObject([
    { source: "aws.cloudtrail", detail: { eventName: "StartLogging", requestParameters: { name: TRAIL } } },
  ]);
  const gone = () => sqs.send(new DeleteQueueCommand({ QueueUrl: `http://sqs/${LEDGER}/none` }));
  expect(await forwarded(gone)).toMatchObject([
    {
      detail: {
        eventName: "DeleteQueue",
        errorCode: "QueueDoesNotExist",
        requestParameters: { queueUrl: `https://sqs.us-west-2.amazonaws.com/${LEDGER}/none` },
      },
    },
  ]);
});

describe("a trail", () => {
  test("that is stopped hands on its own end, and nothing that follows, until it is started", async () => {
    const cloud = await start();
    const { trails } = clientsOf(cloud);
    expect(await trails.send(new GetTrailStatusCommand({ Name: TRAIL }))).toMatchObject({ IsLogging: true });
    const stop = () => trails.send(new StopLoggingCommand({ Name: TRAIL_ARN }));
    expect((await tracesOf(cloud, stop)).map(({ event }) => event.name)).toEqual(["StopLogging"]);
    expect(await trails.send(new GetTrailStatusCommand({ Name: TRAIL }))).toMatchObject({ IsLogging: false });
    expect(await tracesOf(cloud, writeTag(cloud))).toEqual([]);
    await trails.send(new StartLoggingCommand({ Name: TRAIL }));
    expect(await tracesOf(cloud, writeTag(cloud))).toHaveLength(1);
  });

  test("of all regions is seen in each, and changed in its own", async () => {
    const cloud = await start();
    const { trails } = clientsOf(cloud, ADMIN, "eu-west-3");
    const [seen] = (await trails.send(new DescribeTrailsCommand({}))).trailList ?? [];
    expect(seen).toMatchObject({ TrailARN: TRAIL_ARN, HomeRegion: "us-west-2", IsMultiRegionTrail: true });
    expect((await trails.send(new DescribeTrailsCommand({ includeShadowTrails: false }))).trailList).toEqual(
      [],
    );
    await expect(trails.send(new GetTrailStatusCommand({ Name: TRAIL_ARN }))).resolves.toBeDefined();
    expect((await failureOf(trails.send(new StopLoggingCommand({ Name: TRAIL_ARN })))).name).toBe(
      "InvalidHomeRegionException",
    );
    await clientsOf(cloud).trails.send(new UpdateTrailCommand({ Name: TRAIL, IsMultiRegionTrail: false }));
    expect((await trails.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
  });

  test("without management events, or that is deleted, hands on nothing", async () => {
    const cloud = await start();
    const { trails } = clientsOf(cloud);
    const none = [{ IncludeManagementEvents: false, DataResources: [] }];
    await trails.send(new PutEventSelectorsCommand({ TrailName: TRAIL, EventSelectors: none }));
    const { EventSelectors } = await trails.send(new GetEventSelectorsCommand({ TrailName: TRAIL }));
    expect(EventSelectors).toEqual(none);
    expect(await tracesOf(cloud, writeTag(cloud))).toEqual([]);
    const FieldSelectors = [{ Field: "eventCategory", Equals: ["Management"] }];
    const AdvancedEventSelectors = [{ Name: "management", FieldSelectors }];
    await trails.send(new PutEventSelectorsCommand({ TrailName: TRAIL, AdvancedEventSelectors }));
    expect(await tracesOf(cloud, writeTag(cloud))).toHaveLength(1);
    await trails.send(new DeleteTrailCommand({ Name: TRAIL }));
    expect((await failureOf(trails.send(new GetTrailStatusCommand({ Name: TRAIL })))).name).toBe(
      "TrailNotFoundException",
    );
    expect(await tracesOf(cloud, writeTag(cloud))).toEqual([]);
  });

  test.each([
    ["stopped", 1],
    ["none", 0],
  ])("of an account may be %s from the start", async (trail, count) => {
    const cloud = await start([{ id: LEDGER, trail }]);
    const { trailList } = await clientsOf(cloud).trails.send(new DescribeTrailsCommand({}));
    expect(trailList).toHaveLength(count);
    expect(await tracesOf(cloud, writeTag(cloud))).toEqual([]);
  });
});

test("a queue is deleted", async () => {
  const cloud = await start();
  const operator = { accountId: CENTRAL, userName: "ilse" };
  const { sqs } = clientsOf(cloud, operator);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "failures" }));
  const reader = clientsOf(cloud, { ...operator, policies: [allow("sqs:GetQueueUrl")] }).sqs;
  expect((await failureOf(reader.send(new DeleteQueueCommand({ QueueUrl })))).name).toBe("AccessDenied");
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  expect(await failureOf(sqs.send(new GetQueueUrlCommand({ QueueName: "failures" })))).toMatchObject({
    name: expect.stringContaining("QueueDoesNotExist") as string,
  });
});

test.each<[string, CredentialsFor]>([
  ["without a permission", { ...ADMIN, policies: [] }],
  ["with one on another rule and trail", { ...ADMIN, policies: [allow("*", "arn:aws:events:*:*:rule/x")] }],
])("nobody %s changes or reads anything", async (_who, who) => {
  const cloud = await start();
  const { events, trails } = clientsOf(cloud, who);
  for (const call of [
    events.send(new DisableRuleCommand({ Name: "forward" })),
    events.send(new PutTargetsCommand({ Rule: "forward", Targets: [{ Id: "x", Arn: CENTRAL_BUS }] })),
    trails.send(new StopLoggingCommand({ Name: TRAIL })),
    trails.send(new DescribeTrailsCommand({})),
    trails.send(new GetTrailStatusCommand({ Name: TRAIL })),
  ]) {
    expect((await failureOf(call)).name).toBe("AccessDeniedException");
  }
});
