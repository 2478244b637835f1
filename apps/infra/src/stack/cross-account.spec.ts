import { ACCESS_POINT_READS, ACCESS_READS, ACCOUNT_READS } from "@security-auto/policies";
import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { sessionPolicyFor, WRITE_ACTIONS } from "@security-auto/s3-remediation";
import { ANYTHING, OPEN, OPEN_TRUST, type Row, service, session, table } from "../../test/access-table";
import { Deployed } from "../../test/deployed";
import { ENFORCED, memberTemplateOf, templateOf } from "../../test/synthesized";

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
  [
    "a member's write role",
    session(MEMBER.account, "security-auto-s3-restrict", "security-auto-S3-restrict"),
    new Deployed(memberTemplateOf(ENFORCED), MEMBER).role("security-auto-s3-restrict").permissions,
    MEMBER.account,
  ],
  [
    "the security account's own write role",
    session(CENTRAL.account, "security-auto-s3-restrict-own", "security-auto-S3-restrict"),
    new Deployed(templateOf(ENFORCED), CENTRAL).role("security-auto-s3-restrict-own").permissions,
    CENTRAL.account,
  ],
])("what %s may do", (_, principal, identity, owner) => {
  table(
    { principal, action: "s3:PutBucketPolicy", resource: BUCKET, owner, identity },
    {
      allowed: WRITE_ACTIONS.map((action) => ({ who: action, action })),
      denied: [
        ...WRITE_ACTIONS.map((action) => ({
          who: `${action} in another account, which allows everybody`,
          action,
          owner: STRANGER,
          resourcePolicy: OPEN,
        })),
        ...WRITE_ACTIONS.map((action) => ({
          who: `${action} in an account that AWS does not name, which allows everybody`,
          action,
          context: { "aws:ResourceAccount": [] },
        })),
        { who: "write an object", action: "s3:PutObject", resource: `${BUCKET}/key` },
        { who: "read an object", action: "s3:GetObject", resource: `${BUCKET}/key` },
        { who: "delete an object", action: "s3:DeleteObject", resource: `${BUCKET}/key` },
        { who: "write an object's ACL", action: "s3:PutObjectAcl", resource: `${BUCKET}/key` },
        { who: "read a policy", action: "s3:GetBucketPolicy" },
        { who: "delete the bucket", action: "s3:DeleteBucket" },
        { who: "change who owns objects", action: "s3:PutBucketOwnershipControls" },
        { who: "change tags", action: "s3:PutBucketTagging" },
        { who: "change the account's own block", action: "s3:PutAccountPublicAccessBlock", resource: "*" },
        { who: "become another role", action: "sts:AssumeRole", resource: SENDER },
      ],
    },
  );
});

describe("what a session of a member's write role may do, opened for one plan", () => {
  const openedFor = (...calls: Parameters<typeof sessionPolicyFor>[1]): NamedPolicy => ({
    name: "session",
    document: sessionPolicyFor({ bucketArn: BUCKET, account: MEMBER.account }, calls),
  });
  table(
    {
      principal: session(MEMBER.account, "security-auto-s3-restrict", "security-auto-S3-restrict"),
      action: "s3:PutBucketPolicy",
      resource: BUCKET,
      owner: MEMBER.account,
      identity: new Deployed(memberTemplateOf(ENFORCED), MEMBER).role("security-auto-s3-restrict")
        .permissions,
      sessionPolicy: openedFor("PutBucketPolicy"),
    },
    {
      allowed: [
        { who: "the call of the plan, on its bucket" },
        {
          who: "each call of a plan of two",
          action: "s3:PutBucketPublicAccessBlock",
          sessionPolicy: openedFor("PutBucketPolicy", "PutPublicAccessBlock"),
        },
        {
          who: "delete a policy, for an undo that does",
          action: "s3:DeleteBucketPolicy",
          sessionPolicy: openedFor("DeleteBucketPolicy"),
        },
      ],
      denied: [
        { who: "the call on another bucket", resource: `${BUCKET}-2` },
        { who: "the call on a bucket of that name in another account", owner: STRANGER },
        { who: "delete the policy, which no plan does", action: "s3:DeleteBucketPolicy" },
        { who: "write the block, which this plan does not", action: "s3:PutBucketPublicAccessBlock" },
        { who: "write the ACL, which this plan does not", action: "s3:PutBucketAcl" },
        { who: "write an object", action: "s3:PutObject", resource: `${BUCKET}/key` },
        { who: "read the policy", action: "s3:GetBucketPolicy" },
        {
          who: "what the session asks for and the role may not",
          action: "s3:DeleteBucket",
          sessionPolicy: ANYTHING,
        },
      ],
    },
  );
});

describe("what the role of the function that remediates may do by itself", () => {
  const restrictor = new Deployed(templateOf(ENFORCED), CENTRAL).role(
    "security-auto-S3-restrict",
  ).permissions;
  const TABLE = "arn:aws:dynamodb:us-west-2:111122223333:table/security-auto";
  const PRIVATE_BUS = "arn:aws:events:us-west-2:111122223333:event-bus/security-auto";
  const put = (detailType: string) => ({
    action: "events:PutEvents",
    resource: PRIVATE_BUS,
    context: { "events:source": "security-auto", "events:detail-type": detailType },
  });
  const item = (action: string, key: string) => ({
    action: `dynamodb:${action}`,
    resource: TABLE,
    context: { "dynamodb:LeadingKeys": [key] },
  });
  table(
    {
      principal: session(CENTRAL.account, "security-auto-S3-restrict", "security-auto-S3-restrict"),
      action: "s3:GetBucketAcl",
      resource: BUCKET,
      owner: CENTRAL.account,
      identity: restrictor,
    },
    {
      allowed: [
        ...readsIn(CENTRAL.account),
        { who: "say what became of a remediation", ...put("S3 Remediation Changed") },
        { who: "write an action", ...item("PutItem", "BUCKET#444455556666#orders") },
        { who: "switch enforcement off", ...item("PutItem", "CONTROL") },
        { who: "count", ...item("UpdateItem", "COUNTER#remediation") },
        {
          who: "take from its queue",
          action: "sqs:ReceiveMessage",
          resource: "arn:aws:sqs:us-west-2:111122223333:security-auto-S3-restrict",
        },
      ],
      denied: [
        ...WRITE_ACTIONS.map((action) => ({ who: `${action}, without the role to write with`, action })),
        { who: "say that a bucket was assessed", ...put("S3 Bucket Assessed") },
        { who: "say that a finding changed", ...put("S3 Finding Changed") },
        { who: "ask for an assessment", ...put("S3 Bucket Assessment Requested") },
        { who: "update an action", ...item("UpdateItem", "BUCKET#444455556666#orders") },
        { who: "set a counter back", ...item("PutItem", "COUNTER#remediation") },
        { who: "delete an action", ...item("DeleteItem", "BUCKET#444455556666#orders") },
        { who: "read all of the table", action: "dynamodb:Scan", resource: TABLE },
        {
          who: "send to its queue",
          action: "sqs:SendMessage",
          resource: "arn:aws:sqs:us-west-2:111122223333:security-auto-S3-restrict",
        },
        {
          who: "assume a role of a member that is not its own",
          action: "sts:AssumeRole",
          resource: SENDER,
          owner: MEMBER.account,
          context: { "aws:ResourceOrgID": "o-exampleorg1" },
          resourcePolicy: OPEN_TRUST,
        },
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
