import {
  ACCESS_POINT_READS,
  ACCESS_READS,
  type AccessRequest,
  ACCOUNT_READS,
  evaluate,
} from "@security-auto/policies";
import { ANYTHING, OPEN, type Row, service, session, table } from "../../test/access-table";
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
const FORWARDER = session(MEMBER.account, "security-auto-s3-forward-us-east-1", "rule");

/** Every read of an account, as AWS asks whether it is allowed. */
const readsIn = (account: string): readonly Row[] => {
  const read = (action: string) => ({ who: action, action, owner: account });
  return [
    ...ACCESS_READS.map(read),
    ...ACCOUNT_READS.map((action) => ({
      ...read(action),
      resource: "*",
      context: { "s3:ResourceAccount": account },
    })),
    ...ACCESS_POINT_READS.map((action) => ({
      ...read(action),
      resource: `arn:aws:s3:eu-west-1:${account}:accesspoint/shared`,
    })),
  ];
};

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
          who: "read in a member account, which lets everybody in",
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
    session(CENTRAL.account, "security-auto-s3-forward-us-west-2", "rule"),
    central.role("security-auto-s3-forward-us-west-2").permissions,
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
      context: { "aws:PrincipalOrgID": "o-exampleorg1" },
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

test.each<[string, AccessRequest["context"]]>([
  ["an organization unsaid", {}],
  ["another organization", { "aws:PrincipalOrgID": "o-exampleorg2" }],
])("the bus takes no events from an account of %s", (_, context = {}) => {
  const request = { principal: FORWARDER, action: "events:PutEvents", resource: BUS, context };
  expect(evaluate(request, { identity: [ANYTHING], resource: central.busPolicy() }).decision).toBe(
    "implicitly denied",
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
