import type { Asked } from "@security-auto/local-cloud";
import type { AccessRequest, RequestPrincipal } from "@security-auto/iam-evaluator";
import type { AcceptedStatement } from "@security-auto/iam-policy";
import {
  ACCESS_POINT_READS,
  ACCESS_READS,
  ACCOUNT_READS,
  assumeOrganizationRole,
  invokeFunction,
  letAlarmsPublish,
  letOrganizationPutEvents,
  letRuleSend,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  sendToQueue,
  trustLambda,
  trustRole,
  trustRule,
  writeLogs,
} from "@security-auto/policies";
import type { HeldPolicies, Holder } from "../src/policies/held-statement";
import { held } from "./policies";

const ACCOUNT = "111122223333";
const MEMBER = "222211114444";
const REGION = "us-west-2";
const ORGANIZATION = "o-exampleorg1";
const central = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

const SOURCE = { sourceArn: central("events", "rule/central/changes"), sourceAccount: ACCOUNT };
const ALARM = { sourceArn: central("cloudwatch", "alarm:failures"), sourceAccount: ACCOUNT };
const QUEUE = central("sqs", "failures");
const TOPIC = central("sns", "alerts");
const BUS = central("events", "event-bus/central");
const FUNCTION = central("lambda", "function:reader");
const STREAM = central("logs", "log-group:/aws/lambda/reader:log-stream:one");
const READER = role(ACCOUNT, "reader");
const INVOKER = role(ACCOUNT, "invoker");
const MEMBER_READER = role(MEMBER, "member-reader");
const MEMBER_SENDER = role(MEMBER, "sender-us-west-2");

const noPlainHttp = (Action: string, Resource: string): AcceptedStatement => ({
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

type Part = readonly [Holder, readonly AcceptedStatement[]];

/** A small stack with one of each kind of statement that the real one has. */
const STACK = {
  reader: [
    { kind: "role", arn: READER },
    [
      writeLogs({ region: REGION, accountId: ACCOUNT, functionName: "reader" }),
      sendToQueue({ queueArn: QUEUE }),
      readBuckets({ reads: ACCESS_READS, resourceAccount: ACCOUNT }),
      assumeOrganizationRole({ partition: "aws", roleName: "member-reader", organizationId: ORGANIZATION }),
      readAccount({ accountId: ACCOUNT }),
      readAccessPointPolicies({ accessPointArn: `arn:aws:s3:*:${ACCOUNT}:accesspoint/*` }),
    ],
  ],
  readerTrust: [{ kind: "trust", arn: READER }, [trustLambda()]],
  invoker: [{ kind: "role", arn: INVOKER }, [invokeFunction({ functionArn: FUNCTION })]],
  invokerTrust: [{ kind: "trust", arn: INVOKER }, [trustRule(SOURCE)]],
  memberTrust: [
    { kind: "trust", arn: MEMBER_READER },
    [trustRole({ roleArn: READER, organizationId: ORGANIZATION })],
  ],
  queue: [
    { kind: "resource", arn: QUEUE },
    [noPlainHttp("sqs:*", QUEUE), letRuleSend({ queueArn: QUEUE, ...SOURCE })],
  ],
  topic: [
    { kind: "resource", arn: TOPIC },
    [noPlainHttp("sns:Publish", TOPIC), letAlarmsPublish({ topicArn: TOPIC, ...ALARM })],
  ],
  bus: [
    { kind: "resource", arn: BUS },
    [
      letOrganizationPutEvents({
        eventBusArn: BUS,
        organizationId: ORGANIZATION,
        forwarded: { sources: ["aws.s3"], roleArns: "arn:aws:iam::*:role/sender-*" },
      }),
    ],
  ],
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof STACK;

/** The small stack; with another list of statements in one place. */
export function smallStack(
  part?: PartName,
  change: (statements: readonly AcceptedStatement[]) => readonly AcceptedStatement[] = (same) => same,
): HeldPolicies {
  const parts = Object.entries(STACK).map(([name, [holder, statements]]: [string, Part]): Part => [
    holder,
    name === part ? change(statements) : statements,
  ]);
  return {
    holders: parts.map(([holder]) => holder),
    statements: parts.flatMap(([holder, statements]) => held(holder, ...statements)),
  };
}

/** All that the small stack does, as it was allowed. */
export const USES: readonly Asked[] = [
  ...["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => use(inRole(READER), action, STREAM)),
  use(inRole(READER), "sqs:SendMessage", QUEUE),
  ...ACCESS_READS.map((action) =>
    use(inRole(READER), action, "arn:aws:s3:::ledger", { resourceAccount: ACCOUNT }),
  ),
  ...ACCOUNT_READS.map((action) =>
    use(inRole(READER), action, "*", {
      resourceAccount: ACCOUNT,
      context: { "s3:ResourceAccount": ACCOUNT },
    }),
  ),
  ...ACCESS_POINT_READS.map((action) =>
    use(inRole(READER), action, `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/shared`),
  ),
  use(inRole(READER), "sts:AssumeRole", MEMBER_READER, {
    context: { "aws:PrincipalOrgID": ORGANIZATION, "aws:ResourceOrgID": ORGANIZATION },
  }),
  use(inRole(INVOKER), "lambda:InvokeFunction", FUNCTION),
  use(service("lambda"), "sts:AssumeRole", READER, { context: { "aws:SourceAccount": ACCOUNT } }),
  use(service("events"), "sts:AssumeRole", INVOKER, { context: forRule() }),
  use(service("events"), "sqs:SendMessage", QUEUE, { context: forRule() }),
  use(service("cloudwatch"), "sns:Publish", TOPIC, {
    context: { "aws:SourceArn": ALARM.sourceArn, "aws:SourceAccount": ALARM.sourceAccount },
  }),
  use(inRole(MEMBER_SENDER), "events:PutEvents", BUS, {
    context: {
      "aws:PrincipalOrgID": ORGANIZATION,
      "events:source": "aws.s3",
      "events:eventBusInvocation": "true",
    },
  }),
];

function use(
  principal: RequestPrincipal,
  action: string,
  resource: string,
  { context, ...more }: Partial<AccessRequest> = {},
): Asked {
  const request = {
    principal,
    action,
    resource,
    ...more,
    context: { "aws:SecureTransport": "true", ...context },
  };
  return { request, decision: { decision: "allowed", because: "it was" } };
}

function inRole(roleArn: string): RequestPrincipal {
  const [, , , , accountId = "", name = ""] = roleArn.split(":");
  const session = `arn:aws:sts::${accountId}:assumed-role/${name.replace("role/", "")}/session`;
  return { kind: "aws", arn: session, accountId, roleArn };
}

function service(name: string): RequestPrincipal {
  return { kind: "service", service: `${name}.amazonaws.com` };
}

function forRule() {
  return { "aws:SourceArn": SOURCE.sourceArn, "aws:SourceAccount": SOURCE.sourceAccount };
}
