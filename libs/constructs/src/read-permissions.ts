import {
  ACCESS_READS,
  listBuckets,
  listTrails,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  readQueueAttributes,
  readRules,
  readSchedule,
  readTrails,
} from "@security-auto/policies";
import type { Partition } from "@security-auto/iam-policy";
import { ArnFormat, Stack } from "aws-cdk-lib";
import type { IConstruct } from "constructs";
import type { Permission } from "./permission";

/** All that a role needs to read who can access any bucket of the account that its stack is in. */
export function readPermissions(scope: IConstruct): readonly Permission[] {
  const stack = Stack.of(scope);
  const { account } = stack;
  const accessPointArn = stack.formatArn({
    service: "s3",
    region: "*",
    resource: "accesspoint",
    resourceName: "*",
  });
  const wildcardBecause =
    "Which bucket is read is known only when an event names it; the actions only read, in this account only.";
  return [
    { statement: readBuckets({ reads: ACCESS_READS, resourceAccount: account }), wildcardBecause },
    { statement: readAccount({ accountId: account }), wildcardBecause },
    {
      statement: readAccessPointPolicies({ accessPointArn }),
      wildcardBecause:
        "Which access points a bucket has, in which region, is known only when an event names it; the actions only read, in this account only.",
    },
  ];
}

/** What a role needs to list the buckets of the account that its stack is in. */
export function listPermission(scope: IConstruct): Permission {
  return {
    statement: listBuckets({ accountId: Stack.of(scope).account }),
    wildcardBecause: "The action works on no resource; a condition names the account.",
  };
}

/** What is read of an account to tell whether its changes are seen. */
export interface CoverageReads {
  readonly partition: Partition;
  /** On default event buses. */
  readonly ruleNames: readonly string[];
  /** Absent: no queue is read. */
  readonly queueName?: string;
  /** Of the schedule that sends heartbeats. Absent: none is read. */
  readonly scheduleName?: string;
  /** Default: any. */
  readonly region?: string;
}

/** All that a role needs to tell whether changes of the account that its stack is in are seen. */
export function coveragePermissions(
  scope: IConstruct,
  { partition, ruleNames, queueName, scheduleName, region = "*" }: CoverageReads,
): readonly Permission[] {
  const stack = Stack.of(scope);
  const anywhere =
    region === "*"
      ? {
          wildcardBecause:
            "The rules, the queue and the schedule are in each region that is watched; their names are fixed.",
        }
      : {};
  return [
    {
      statement: readRules({
        ruleArns: ruleNames.map((resourceName) =>
          stack.formatArn({ service: "events", region, resource: "rule", resourceName }),
        ),
      }),
      ...anywhere,
    },
    ...(queueName === undefined
      ? []
      : [
          {
            statement: readQueueAttributes({
              queueArn: stack.formatArn({
                service: "sqs",
                region,
                resource: queueName,
                arnFormat: ArnFormat.NO_RESOURCE_NAME,
              }),
            }),
            ...anywhere,
          },
        ]),
    ...(scheduleName === undefined
      ? []
      : [
          {
            statement: readSchedule({
              scheduleArn: stack.formatArn({
                service: "scheduler",
                region,
                resource: "schedule",
                resourceName: `default/${scheduleName}`,
              }),
            }),
            ...anywhere,
          },
        ]),
    { statement: listTrails(), wildcardBecause: "The action works on no resource." },
    {
      statement: readTrails({ partition }),
      wildcardBecause:
        "Any trail may be the one that logs the calls, also the organization's, which is one of its management account; the actions only read.",
    },
  ];
}
