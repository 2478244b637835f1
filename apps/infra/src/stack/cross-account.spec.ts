import { ANYTHING, OPEN, readsIn, type Row, service, session, table } from "../../test/access-table";
import { Deployed } from "../../test/deployed";
import { memberTemplateOf, templateOf } from "../../test/synthesized";

const CENTRAL = { account: "111122223333", region: "us-west-2" };
const MEMBER = { account: "444455556666", region: "us-east-1" };
const STRANGER = "777788889999";

const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";
const QUEUE = "arn:aws:sqs:us-east-1:444455556666:security-auto-forward-failures";
const SENDER = "arn:aws:iam::444455556666:role/security-auto-s3-forward-us-east-1";
const RULE = "arn:aws:events:us-east-1:444455556666:rule/S3-security-forward";
const BUCKET = "arn:aws:s3:::orders";

const central = new Deployed(templateOf(), CENTRAL, { CentralEventBus: BUS });
const member = new Deployed(memberTemplateOf(), MEMBER, { FailuresQueue: QUEUE });

const FUNCTION = session(CENTRAL.account, "lambda-slaw-s3", "security-auto-S3");
const READER = session(MEMBER.account, "security-auto-s3-read", "security-auto-S3");
const FORWARDED = {
  "aws:PrincipalOrgID": "o-exampleorg1",
  "events:eventBusInvocation": "true",
  "events:source": "aws.s3",
};
const FORWARDER = session(MEMBER.account, "security-auto-s3-forward-us-east-1", "rule");

describe("what a member's read role may do", () => {
  table(
    {
      principal: READER,
      action: "s3:GetBucketPolicy",
      resource: BUCKET,
      owner: MEMBER.account,
      identity: member.role("security-auto-s3-read").permissions,
    },
    {
      allowed: readsIn(MEMBER.account),
      denied: [
        ...readsIn(STRANGER).map((row) => ({
          ...row,
          who: `${row.who} in another account, which allows everybody`,
          resourcePolicy: OPEN,
        })),
        { who: "change a policy", action: "s3:PutBucketPolicy" },
        { who: "take a policy away", action: "s3:DeleteBucketPolicy" },
        { who: "read what is in it", action: "s3:GetObject", resource: `${BUCKET}/key` },
        { who: "list what is in it", action: "s3:ListBucket" },
        { who: "list the buckets", action: "s3:ListAllMyBuckets", resource: "*" },
        { who: "become another role", action: "sts:AssumeRole", resource: SENDER },
      ],
    },
  );
});

describe("what the function's role may do by itself", () => {
  table(
    {
      principal: FUNCTION,
      action: "s3:GetBucketAcl",
      resource: BUCKET,
      owner: CENTRAL.account,
      identity: central.role("lambda-slaw-s3").permissions,
    },
    {
      allowed: readsIn(CENTRAL.account),
      denied: [
        {
          who: "read in a member account, which allows everybody",
          owner: MEMBER.account,
          resourcePolicy: OPEN,
        },
        { who: "change a policy", action: "s3:PutBucketPolicy" },
        { who: "put events on the bus", action: "events:PutEvents", resource: BUS },
      ],
    },
  );
});

describe.each([
  ["a member's forwarding role", FORWARDER, member.role("security-auto-s3-forward-us-east-1").permissions],
  [
    "the security account's own forwarding role",
    session(CENTRAL.account, "security-auto-s3-forward-own-us-west-2", "rule"),
    central.role("security-auto-s3-forward-own-us-west-2").permissions,
  ],
])("what %s may do", (_, principal, identity) => {
  // Within one account an open policy is enough by itself; across accounts the role has to be allowed too.
  const crosses = principal.kind === "aws" && principal.accountId !== CENTRAL.account;
  const other = (name: string): Partial<Row> => ({
    resource: name,
    ...(crosses && { resourcePolicy: OPEN }),
  });
  table(
    {
      principal,
      action: "events:PutEvents",
      resource: BUS,
      context: FORWARDED,
      identity,
      resourcePolicy: central.busPolicy(),
    },
    {
      allowed: [{ who: "put events on the central bus" }],
      denied: [
        { who: "put events on another bus of the security account", ...other(`${BUS}-2`) },
        {
          who: "put events on the security account's default bus",
          ...other(BUS.replace("SecurityAutomation", "default")),
        },
        {
          who: "put events on a stranger's bus of that name",
          ...other(BUS.replace(CENTRAL.account, STRANGER)),
        },
        { who: "change a rule of the bus", action: "events:PutRule", resource: BUS },
        { who: "change who may put events on it", action: "events:PutPermission", resource: BUS },
        { who: "read a bucket", action: "s3:GetBucketPolicy", resource: BUCKET, owner: MEMBER.account },
      ],
    },
  );
});

const without = (key: keyof typeof FORWARDED) =>
  Object.fromEntries(Object.entries(FORWARDED).filter(([name]) => name !== key));

describe("who may put events on the bus, whatever an account allows its own principals", () => {
  const of = (name: string) => session(MEMBER.account, name, "me");
  table(
    {
      principal: FORWARDER,
      action: "events:PutEvents",
      resource: BUS,
      context: FORWARDED,
      identity: ANYTHING,
      resourcePolicy: central.busPolicy(),
    },
    {
      allowed: [
        { who: "a member's forwarding rule" },
        { who: "the forwarding rule of another region", principal: of("security-auto-s3-forward-eu-west-1") },
        {
          who: "the forwarding rule of another account",
          principal: session(STRANGER, "security-auto-s3-forward-us-east-1", "rule"),
        },
      ],
      denied: [
        { who: "an account whose organization is not known", context: without("aws:PrincipalOrgID") },
        { who: "another organization", context: { ...FORWARDED, "aws:PrincipalOrgID": "o-exampleorg2" } },
        {
          who: "a member's forwarding role, by a call of PutEvents",
          context: { ...FORWARDED, "events:eventBusInvocation": "false" },
        },
        { who: "a member's forwarding role, not known how", context: without("events:eventBusInvocation") },
        { who: "a member with an event of its own", context: { ...FORWARDED, "events:source": "my.app" } },
        {
          who: "a member with an event of another service",
          context: { ...FORWARDED, "events:source": "aws.ec2" },
        },
        { who: "a member with an event of no source", context: without("events:source") },
        { who: "a member's administrator", principal: of("admin") },
        { who: "a member's role of another name, by a rule", principal: of("events-to-security") },
        { who: "EventBridge without a role", principal: service("events") },
        { who: "nobody in particular", principal: { kind: "anonymous" } },
      ],
    },
  );
});

describe("who may send to a member's queue", () => {
  const FOR_RULE = { "aws:SourceArn": RULE, "aws:SourceAccount": MEMBER.account };
  table(
    {
      principal: service("events"),
      action: "sqs:SendMessage",
      resource: QUEUE,
      context: FOR_RULE,
      resourcePolicy: member.queuePolicy(),
    },
    {
      allowed: [{ who: "EventBridge, for the rule" }],
      denied: [
        { who: "EventBridge, for another rule", context: { ...FOR_RULE, "aws:SourceArn": `${RULE}-2` } },
        { who: "EventBridge, for another account", context: { ...FOR_RULE, "aws:SourceAccount": STRANGER } },
        { who: "EventBridge, without TLS", context: { ...FOR_RULE, "aws:SecureTransport": "false" } },
        {
          who: "another account",
          principal: session(STRANGER, "admin", "me"),
          identity: ANYTHING,
        },
      ],
    },
  );
});
