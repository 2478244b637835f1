import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { change, document, type Resources } from "../../test/pipeline";
import { OPERATOR, sawOf, startWorker, WORK_ARN } from "../../test/queue-worker";
import { allow, failureOf } from "../../test/services";
import type { CallTrace, CredentialsFor, LocalCloud } from "../index";

afterEach(stopClouds);

const GROUP_ARN = `arn:aws:scheduler:us-west-2:${CENTRAL}:schedule-group/default`;
const SCHEDULE_ARN = `arn:aws:scheduler:us-west-2:${CENTRAL}:schedule/default/nightly`;
const ROLE_ARN = `arn:aws:iam::${CENTRAL}:role/schedule-role`;
const AT = new Date("2026-03-05T02:00:00Z");

function withSchedule(resources: Resources): void {
  resources["ScheduleRole"] = {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "schedule-role",
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          ArnEquals: { "aws:SourceArn": GROUP_ARN },
          StringEquals: { "aws:SourceAccount": CENTRAL },
        },
      }),
      Policies: [{ PolicyName: "send", PolicyDocument: allow("sqs:SendMessage", WORK_ARN) }],
    },
  };
  resources["Schedule"] = {
    Type: "AWS::Scheduler::Schedule",
    Properties: {
      Name: "nightly",
      Description: "every night",
      ScheduleExpression: "cron(0 2 * * ? *)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: {
        Arn: { "Fn::GetAtt": ["Work", "Arn"] },
        RoleArn: { "Fn::GetAtt": ["ScheduleRole", "Arn"] },
        Input: "started <aws.scheduler.scheduled-time> by <aws.scheduler.schedule-arn>",
      },
    },
  };
}

/** The worker's queue with a schedule that sends to it. */
const start = (changed: (resources: Resources) => void = () => undefined): Promise<LocalCloud> =>
  startWorker((resources) => {
    withSchedule(resources);
    changed(resources);
  });

const schedulerOf = (cloud: LocalCloud, who: CredentialsFor = OPERATOR) =>
  new SchedulerClient({
    region: "us-west-2",
    endpoint: cloud.endpoints.scheduler,
    credentials: cloud.credentials(who),
    maxAttempts: 1,
  });

test("a schedule that is fired sends its input, and its queue's function runs", async () => {
  const cloud = await start();
  const heard: CallTrace[] = [];
  cloud.onCall((trace) => heard.push(trace));
  const trace = await cloud.fireSchedule("nightly", AT);
  expect(trace).toMatchObject({ call: "sqs:SendMessage", caller: SCHEDULE_ARN, denied: [], lost: [] });
  expect(sawOf(trace)).toEqual([[`started 2026-03-05T02:00:00Z by ${SCHEDULE_ARN} 1`]]);
  expect(heard).toEqual([trace]);
});

test("at a time those fire that are due then", async () => {
  const cloud = await start();
  expect(cloud.schedules).toEqual([
    { name: "nightly", arn: SCHEDULE_ARN, expression: "cron(0 2 * * ? *)", call: "sqs:SendMessage" },
  ]);
  expect(await cloud.fireSchedulesAt(AT)).toHaveLength(1);
  expect(await cloud.fireSchedulesAt(new Date("2026-03-05T03:00:00Z"))).toEqual([]);
});

test("a schedule that is switched off is not due, and can be fired by hand", async () => {
  const cloud = await start((resources) => {
    change(resources, "Schedule", { State: "DISABLED" });
  });
  expect(await cloud.fireSchedulesAt(AT)).toEqual([]);
  expect((await cloud.fireSchedule("nightly")).invocations).toHaveLength(1);
  await expect(cloud.fireSchedule("daily")).rejects.toThrow("no schedule daily; it has: nightly");
});

test.each<[string, (resources: Resources) => void, string]>([
  [
    "a role that trusts the schedule in place of its group",
    (resources) => {
      change(resources, "ScheduleRole", {
        AssumeRolePolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { ArnEquals: { "aws:SourceArn": SCHEDULE_ARN } },
        }),
      });
    },
    "sts:AssumeRole",
  ],
  [
    "a role that may not send",
    (resources) => {
      change(resources, "ScheduleRole", { Policies: [] });
    },
    "sqs:SendMessage",
  ],
])("%s invokes nothing, and what is lost is shown", async (_what, changed, action) => {
  const cloud = await start(changed);
  const trace = await cloud.fireSchedule("nightly");
  expect(trace.denied).toMatchObject([{ action }]);
  expect(trace.lost).toMatchObject([
    {
      what: "invocation of schedule nightly",
      because: expect.stringContaining("no dead-letter queue") as string,
    },
  ]);
});

test("what cannot be sent goes to the dead-letter queue by the same role", async () => {
  const dead = WORK_ARN.replace("work", "dead");
  const cloud = await start((resources) => {
    change(resources, "ScheduleRole", {
      Policies: [{ PolicyName: "send", PolicyDocument: allow("sqs:SendMessage", dead) }],
    });
    const target = resources["Schedule"]?.Properties["Target"];
    change(resources, "Schedule", { Target: { ...(target as object), DeadLetterConfig: { Arn: dead } } });
  });
  const trace = await cloud.fireSchedule("nightly", AT);
  expect(trace.lost).toEqual([]);
  expect(trace.deadLetters).toMatchObject([
    { queue: "dead", attributes: { SCHEDULE_ARN, TARGET_ARN: WORK_ARN, ERROR_CODE: "NO_PERMISSIONS" } },
  ]);
});

test.each<[string, object, RegExp]>([
  ["an expression that is none", { ScheduleExpression: "daily" }, /is none of rate/],
  ["no time window", { FlexibleTimeWindow: {} }, /neither OFF nor FLEXIBLE/],
  ["a time zone that is none", { ScheduleExpressionTimezone: "Mars/Olympus" }, /no time zone/],
  ["no role", { Target: { Arn: WORK_ARN, Input: "{}" } }, /has no RoleArn/],
])("a schedule with %s would not deploy", async (_what, properties, message) => {
  await expect(
    start((resources) => {
      change(resources, "Schedule", properties as Record<string, unknown>);
    }),
  ).rejects.toThrow(message);
});

test("a target of another kind is listed as not run", async () => {
  const { notRun } = await start((resources) => {
    const Arn = "arn:aws:scheduler:::aws-sdk:sqs:sendMessage";
    change(resources, "Schedule", { Target: { Arn, RoleArn: ROLE_ARN, Input: "{}" } });
  });
  expect(notRun).toMatchObject([{ logicalId: "Schedule", type: "AWS::Scheduler::Schedule" }]);
});

test("the SDK sees the schedule, each call by its own permission", async () => {
  const cloud = await start();
  const scheduler = schedulerOf(cloud);
  const { Schedules } = await scheduler.send(new ListSchedulesCommand({ NamePrefix: "night" }));
  expect(Schedules).toMatchObject([
    { Name: "nightly", Arn: SCHEDULE_ARN, State: "ENABLED", Target: { Arn: WORK_ARN } },
  ]);
  expect((await scheduler.send(new ListSchedulesCommand({ State: "DISABLED" }))).Schedules).toEqual([]);
  expect(await scheduler.send(new GetScheduleCommand({ Name: "nightly" }))).toMatchObject({
    Name: "nightly",
    GroupName: "default",
    Description: "every night",
    ScheduleExpression: "cron(0 2 * * ? *)",
    ScheduleExpressionTimezone: "UTC",
    CreationDate: expect.any(Date) as Date,
    Target: { Arn: WORK_ARN, RoleArn: ROLE_ARN },
  });
  expect(await failureOf(scheduler.send(new GetScheduleCommand({ Name: "daily" })))).toMatchObject({
    name: "ResourceNotFoundException",
    status: 404,
  });
  const reader = schedulerOf(cloud, {
    ...OPERATOR,
    policies: [allow("scheduler:GetSchedule", SCHEDULE_ARN)],
  });
  await expect(reader.send(new GetScheduleCommand({ Name: "nightly" }))).resolves.toBeDefined();
  expect((await failureOf(reader.send(new ListSchedulesCommand({})))).name).toBe("AccessDeniedException");
});
