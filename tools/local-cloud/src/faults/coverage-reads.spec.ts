import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import { GetScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { startPipeline, stopClouds } from "../../test/cloud";
import { failureOf, redriversOf } from "../../test/services";
import type { FaultRule, LocalCloud } from "../index";

const HOME = "111122223333";
const region = "us-west-2";
const WHO = { accountId: HOME, userName: "ilse" };
const TRAIL = "management-events";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startPipeline({
    Schedule: {
      Type: "AWS::Scheduler::Schedule",
      Properties: {
        Name: "nightly",
        ScheduleExpression: "cron(0 2 * * ? *)",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: {
          Arn: { "Fn::GetAtt": ["Queue", "Arn"] },
          RoleArn: { "Fn::GetAtt": ["ExecutionRole", "Arn"] },
          Input: "started",
        },
      },
    },
  });
});
afterAll(stopClouds);
afterEach(() => {
  cloud.setFaults([]);
});

/** One of each read of the coverage check, by service and call. */
const READS = {
  "events DescribeRule": () =>
    eventBridge().send(new DescribeRuleCommand({ Name: "changes", EventBusName: "central" })),
  "events ListTargetsByRule": () =>
    eventBridge().send(new ListTargetsByRuleCommand({ Rule: "changes", EventBusName: "central" })),
  "sqs GetQueueAttributes": () =>
    redriversOf(cloud, WHO).sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: `${cloud.endpoints.sqs}/${HOME}/failures`,
        AttributeNames: ["All"],
      }),
    ),
  "cloudtrail DescribeTrails": () => trails().send(new DescribeTrailsCommand({})),
  "cloudtrail GetTrailStatus": () => trails().send(new GetTrailStatusCommand({ Name: TRAIL })),
  "cloudtrail GetEventSelectors": () => trails().send(new GetEventSelectorsCommand({ TrailName: TRAIL })),
  "scheduler GetSchedule": () =>
    new SchedulerClient({ ...common(), endpoint: cloud.endpoints.scheduler }).send(
      new GetScheduleCommand({ Name: "nightly" }),
    ),
} as const;

const common = () => ({ region, credentials: cloud.credentials(WHO), maxAttempts: 1 });
const eventBridge = () => new EventBridgeClient({ ...common(), endpoint: cloud.endpoints.events });
const trails = () => new CloudTrailClient({ ...common(), endpoint: cloud.endpoints.cloudtrail });

const KINDS = ["AccessDenied", "SlowDown", "ServiceUnavailable", "InternalError"] as const;

/** In the words of each service, in the order of the kinds. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  events: ["AccessDeniedException", "ThrottlingException", "ServiceUnavailable", "InternalException"],
  sqs: ["AccessDenied", "RequestThrottled", "ServiceUnavailable", "InternalError"],
  cloudtrail: ["AccessDeniedException", "ThrottlingException", "ServiceUnavailable", "InternalFailure"],
  scheduler: [
    "AccessDeniedException",
    "ThrottlingException",
    "ServiceUnavailable",
    "InternalServerException",
  ],
};

describe.each(Object.entries(READS))("%s", (what, read) => {
  const [service = "", call = ""] = what.split(" ");
  const rule = (fault: FaultRule["fault"]): FaultRule => ({
    service: service as FaultRule["service"],
    call,
    times: 1,
    fault,
  });

  test.each(KINDS.map((kind, index) => [kind, NAMES[service]?.[index]] as const))(
    "fails with %s in the words of the service, once",
    async (kind, name) => {
      cloud.setFaults([rule({ kind })]);
      expect((await failureOf(read())).name).toBe(name);
      await expect(read()).resolves.toBeDefined();
    },
  );

  test.each(["reset", "cut"] as const)("does not answer: %s", async (kind) => {
    cloud.setFaults([rule({ kind })]);
    await failureOf(read());
    await expect(read()).resolves.toBeDefined();
  });
});
