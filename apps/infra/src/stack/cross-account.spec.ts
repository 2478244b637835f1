import {
  ACCESS_READS,
  type AccessRequest,
  evaluate,
  type NamedPolicy,
  type Policies,
  policyDocument,
  type RequestPrincipal,
} from "@security-auto/policies";
import { Deployed } from "../../test/deployed";
import { memberTemplateOf, templateOf } from "../../test/synthesized";

const CENTRAL = { account: "111122223333", region: "us-west-2" };
const MEMBER = { account: "444455556666", region: "us-east-1" };
const STRANGER = "777788889999";

const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";
const QUEUE = "arn:aws:sqs:us-east-1:444455556666:security-auto-forward-failures";
const READ_ROLE = "arn:aws:iam::444455556666:role/security-auto-s3-read";
const SENDER = "arn:aws:iam::444455556666:role/security-auto-s3-forward-us-east-1";
const RULE = "arn:aws:events:us-east-1:444455556666:rule/S3-security-forward";
const BUCKET = "arn:aws:s3:::orders";

const central = new Deployed(templateOf(), CENTRAL, { CentralEventBus: BUS });
const member = new Deployed(memberTemplateOf(), MEMBER, { FailuresQueue: QUEUE });

/** Somebody whose own policies allow everything. */
const ANYTHING: NamedPolicy = {
  name: "anything",
  document: policyDocument({ Effect: "Allow", Action: "*", Resource: "*" }),
};
/** A resource whose policy lets everybody in. */
const OPEN: NamedPolicy = {
  name: "open",
  document: policyDocument({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
};
const OPEN_TRUST: NamedPolicy = {
  name: "open trust",
  document: policyDocument({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
};

const session = (accountId: string, role: string, name: string): RequestPrincipal => ({
  kind: "aws",
  arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
  accountId,
  roleArn: `arn:aws:iam::${accountId}:role/${role}`,
});
const service = (name: string): RequestPrincipal => ({ kind: "service", service: `${name}.amazonaws.com` });

const FUNCTION = session(CENTRAL.account, "lambda-slaw-s3", "security-auto-S3");
const READER = session(MEMBER.account, "security-auto-s3-read", "security-auto-S3");
const FORWARDER = session(MEMBER.account, "security-auto-s3-forward-us-east-1", "rule");

interface Row {
  readonly who: string;
  readonly principal?: RequestPrincipal;
  readonly action?: string;
  readonly resource?: string;
  readonly owner?: string;
  readonly context?: AccessRequest["context"];
  readonly identity?: NamedPolicy;
  readonly resourcePolicy?: NamedPolicy;
}

/** What everything else of a row is measured against. */
interface Usual extends Omit<Row, "who"> {
  readonly principal: RequestPrincipal;
  readonly action: string;
  readonly resource: string;
}

function decide(usual: Usual, row: Row): string {
  const { principal, action, resource, owner, context, identity, resourcePolicy } = { ...usual, ...row };
  const request: AccessRequest = {
    principal,
    action,
    resource,
    ...(owner !== undefined && { resourceAccount: owner }),
    ...(context !== undefined && { context }),
  };
  const policies: Policies = {
    ...(principal.kind === "aws" && identity !== undefined && { identity: [identity] }),
    ...(resourcePolicy !== undefined && { resource: resourcePolicy }),
  };
  return evaluate(request, policies).decision;
}

function table(usual: Usual, { allowed, denied }: Record<"allowed" | "denied", readonly Row[]>): void {
  test.each(allowed)("in: $who", (row) => {
    expect(decide(usual, row)).toBe("allowed");
  });
  test.each(denied)("out: $who", (row) => {
    expect(decide(usual, row)).toMatch(/denied$/);
  });
}

describe("who may assume a member's read role", () => {
  const INSIDE = { "aws:PrincipalOrgID": "o-exampleorg1", "aws:ResourceOrgID": "o-exampleorg1" };
  const powerful = (accountId: string, role: string): Partial<Row> => ({
    principal: session(accountId, role, "security-auto-S3"),
    identity: ANYTHING,
  });
  table(
    {
      principal: FUNCTION,
      action: "sts:AssumeRole",
      resource: READ_ROLE,
      context: INSIDE,
      identity: central.role("lambda-slaw-s3").permissions,
      resourcePolicy: member.role("security-auto-s3-read").trust,
    },
    {
      allowed: [
        { who: "the function" },
        {
          who: "the function, in another session",
          principal: session(CENTRAL.account, "lambda-slaw-s3", "other"),
        },
      ],
      denied: [
        { who: "the function, without a word of the organizations", context: {} },
        {
          who: "the function, its organization unsaid",
          context: { "aws:ResourceOrgID": "o-exampleorg1" },
        },
        {
          who: "the function, the member's organization unsaid",
          context: { "aws:PrincipalOrgID": "o-exampleorg1" },
        },
        {
          who: "the function, when its account left the organization",
          context: { ...INSIDE, "aws:PrincipalOrgID": "o-exampleorg2" },
        },
        {
          who: "the function, into another organization that trusts it",
          context: { ...INSIDE, "aws:ResourceOrgID": "o-exampleorg2" },
          resourcePolicy: OPEN_TRUST,
        },
        {
          who: "the function, into another role that trusts everybody",
          resource: `${READ_ROLE}-2`,
          resourcePolicy: OPEN_TRUST,
        },
        { who: "the function, with tags on the session", action: "sts:TagSession" },
        { who: "another role of the function's account", ...powerful(CENTRAL.account, "admin") },
        {
          who: "the role that invokes the function",
          ...powerful(CENTRAL.account, "security-auto-S3-invoke"),
        },
        {
          who: "the function's account",
          principal: { kind: "aws", arn: "arn:aws:iam::111122223333:root", accountId: CENTRAL.account },
          identity: ANYTHING,
        },
        {
          who: "a role of the function's role's name, below a path",
          ...powerful(CENTRAL.account, "path/lambda-slaw-s3"),
        },
        {
          who: "a role of the function's role's name in another account of the organization",
          ...powerful(STRANGER, "lambda-slaw-s3"),
        },
        {
          who: "a role of the function's role's name in the member account",
          ...powerful(MEMBER.account, "lambda-slaw-s3"),
        },
        { who: "an administrator of the member account", ...powerful(MEMBER.account, "admin") },
        { who: "Lambda", principal: service("lambda") },
        { who: "nobody in particular", principal: { kind: "anonymous" } },
      ],
    },
  );
});

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
      allowed: ACCESS_READS.map((action) => ({
        who: action,
        action,
        resource: action === "s3:GetAccountPublicAccessBlock" ? "*" : BUCKET,
      })),
      denied: [
        ...ACCESS_READS.map((action) => ({
          who: `${action} in another account, which lets everybody in`,
          action,
          owner: STRANGER,
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
      allowed: ACCESS_READS.map((action) => ({
        who: action,
        action,
        resource: action === "s3:GetAccountPublicAccessBlock" ? "*" : BUCKET,
      })),
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

describe("who may assume a member's forwarding role", () => {
  const FOR_RULE = { "aws:SourceArn": RULE, "aws:SourceAccount": MEMBER.account };
  table(
    {
      principal: service("events"),
      action: "sts:AssumeRole",
      resource: SENDER,
      context: FOR_RULE,
      identity: ANYTHING,
      resourcePolicy: member.role("security-auto-s3-forward-us-east-1").trust,
    },
    {
      allowed: [{ who: "EventBridge, for the rule" }],
      denied: [
        { who: "EventBridge, for no rule", context: {} },
        { who: "EventBridge, for a rule unsaid", context: { "aws:SourceAccount": MEMBER.account } },
        { who: "EventBridge, for an account unsaid", context: { "aws:SourceArn": RULE } },
        { who: "EventBridge, for another rule", context: { ...FOR_RULE, "aws:SourceArn": `${RULE}-2` } },
        {
          who: "EventBridge, for the rule in another region",
          context: { ...FOR_RULE, "aws:SourceArn": RULE.replace("us-east-1", "us-west-2") },
        },
        {
          who: "EventBridge, for a rule of that name on another bus",
          context: { ...FOR_RULE, "aws:SourceArn": RULE.replace("rule/", "rule/bus/") },
        },
        {
          who: "EventBridge, for the rule of another account",
          context: {
            "aws:SourceArn": RULE.replace(MEMBER.account, STRANGER),
            "aws:SourceAccount": STRANGER,
          },
        },
        { who: "Lambda", principal: service("lambda") },
        { who: "the function", principal: FUNCTION },
        { who: "an administrator of the member account", principal: session(MEMBER.account, "admin", "me") },
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
