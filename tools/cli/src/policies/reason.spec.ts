import type { IdentityStatement } from "@security-auto/iam-policy";
import {
  ACCESS_POINT_READS,
  ACCESS_READS,
  ACCOUNT_READS,
  assumeOrganizationRole,
  attachToVpc,
  countItems,
  decryptWithKey,
  type FunctionPermission,
  importFindings,
  invokeFunction,
  keepVpcFromCode,
  listBuckets,
  pollQueue,
  publishToTopic,
  putEvents,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  sendToQueue,
  trustLambda,
  trustRole,
  trustRule,
  keepItems,
  useKey,
  writeBuckets,
  writeLogs,
} from "@security-auto/policies";
import { WRITE_ACTIONS } from "@security-auto/s3-remediation";
import { describeRole, isReasoned } from "./describe-role";
import type { StackRole } from "./stack-role";
import type { Wiring } from "./wiring";

const PLACE = { region: "us-west-2", accountId: "111122223333" };
const FUNCTION = "arn:aws:lambda:us-west-2:111122223333:function:judge";
const QUEUE = "arn:aws:sqs:us-west-2:111122223333:failures";
const WORK = "arn:aws:sqs:us-west-2:111122223333:work";
const WORK_KEY = "arn:aws:kms:us-west-2:111122223333:key/5678efab";
const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd";
const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/central";
const PRIVATE_BUS = "arn:aws:events:us-west-2:111122223333:event-bus/private";
const TOPIC = "arn:aws:sns:us-west-2:111122223333:alerts";
const FINDINGS = "arn:aws:sns:us-west-2:111122223333:findings";
const TABLE = "arn:aws:dynamodb:us-west-2:111122223333:table/register";
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const WIRING: Wiring = {
  targets: [
    { rule: "changes", roleArn: roleArn("invoke"), targetArn: FUNCTION },
    { rule: "changes", roleArn: roleArn("publish"), targetArn: TOPIC },
    { rule: "forward", roleArn: roleArn("forward"), targetArn: BUS },
  ],
  schedules: [{ name: "daily", roleArn: roleArn("schedule"), targetArn: WORK, deadLetterArn: QUEUE }],
  functions: [
    {
      name: "judge",
      arn: FUNCTION,
      roleArn: roleArn("judge"),
      isInVpc: true,
      may: new Set([...ACCESS_READS, ...ACCOUNT_READS, ...ACCESS_POINT_READS]),
      onFailure: [QUEUE],
      polls: [WORK],
    },
  ],
  privateBuses: [{ arn: PRIVATE_BUS, senders: [roleArn("judge")] }],
  tables: [TABLE],
  topics: [FINDINGS],
  writeRoles: ["write"],
  keyOf: new Map([
    [QUEUE, KEY],
    [TOPIC, KEY],
    [WORK, WORK_KEY],
  ]),
};

const trust = trustRule({
  sourceArn: "arn:aws:events:us-west-2:111122223333:rule/changes",
  sourceAccount: "111122223333",
});

function role(
  name: string,
  trusted: StackRole["trust"][number],
  ...permissions: readonly IdentityStatement[]
): StackRole {
  return { name, arn: roleArn(name), stack: "stack", trust: [trusted], permissions };
}

const levelOf = () => Promise.resolve("Read");
const unreasoned = async (of: StackRole, wiring = WIRING) =>
  (await describeRole(of, wiring, levelOf)).permissions
    .filter(({ effect, because }) => effect === "Allow" && because === null)
    .map(({ action }) => action);

const READS = [
  readBuckets({ reads: ACCESS_READS, resourceAccount: "111122223333" }),
  readAccount({ accountId: "111122223333" }),
  readAccessPointPolicies({ accessPointArn: "arn:aws:s3:*:111122223333:accesspoint/*" }),
];
const JUDGE = role(
  "judge",
  trustLambda(),
  writeLogs({ ...PLACE, functionName: "judge" }),
  sendToQueue({ queueArn: QUEUE }),
  putEvents({
    eventBusArn: PRIVATE_BUS,
    only: { source: "security-auto", detailTypes: ["S3 Bucket Assessed"] },
  }),
  useKey({ keyArn: KEY, viaService: "sqs.us-west-2.amazonaws.com" }),
  ...attachToVpc({ ...PLACE, subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] }),
  keepVpcFromCode({ functionArn: FUNCTION }),
  ...READS,
  assumeOrganizationRole({ partition: "aws", roleName: "read", organizationId: "o-exampleorg1" }),
);
const READER = role(
  "read",
  trustRole({ roleArn: roleArn("judge"), organizationId: "o-exampleorg1" }),
  ...READS,
);
const WORKER = role(
  "judge",
  trustLambda(),
  pollQueue({ queueArn: WORK }),
  decryptWithKey({ keyArn: WORK_KEY, viaService: "sqs.us-west-2.amazonaws.com" }),
  countItems({ tableArn: TABLE, partitions: ["COUNTER#*"] }),
  assumeOrganizationRole({ partition: "aws", roleName: "write", organizationId: "o-exampleorg1" }),
);
const WRITER = role(
  "write",
  trustRole({ roleArn: roleArn("judge"), organizationId: "o-exampleorg1" }),
  writeBuckets({ writes: WRITE_ACTIONS, resourceAccount: "111122223333" }),
);
const INVOKE = role("invoke", trust, invokeFunction({ functionArn: FUNCTION }));
const PUBLISH = role(
  "publish",
  trust,
  publishToTopic({ topicArn: TOPIC }),
  useKey({ keyArn: KEY, viaService: "sns.us-west-2.amazonaws.com" }),
);
const FORWARD = role("forward", trust, putEvents({ eventBusArn: BUS }));

test.each([JUDGE, WORKER, READER, WRITER, INVOKE, PUBLISH, FORWARD])(
  "all that the role $name is allowed has a reason",
  async (of) => {
    expect(await unreasoned(of)).toEqual([]);
    expect(isReasoned(await describeRole(of, WIRING, levelOf))).toBe(true);
  },
);

const [judge] = WIRING.functions;
const without = (change: Partial<Wiring["functions"][number]>): Wiring => ({
  ...WIRING,
  functions: judge === undefined ? [] : [{ ...judge, ...change }],
});

test.each<[string, StackRole, Wiring, readonly string[]]>([
  [
    "no function has the destination",
    JUDGE,
    without({ onFailure: [] }),
    ["sqs:SendMessage", "kms:Decrypt", "kms:GenerateDataKey"],
  ],
  [
    "Lambda does not poll the queue for the function",
    WORKER,
    without({ polls: [QUEUE] }),
    ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "kms:Decrypt"],
  ],
  [
    "no function may assume the role to write with",
    role(
      "write",
      trustRole({ roleArn: roleArn("nobody"), organizationId: "o-exampleorg1" }),
      writeBuckets({ writes: ["s3:PutBucketPolicy"], resourceAccount: "111122223333" }),
    ),
    WIRING,
    ["s3:PutBucketPolicy"],
  ],
  ["the polled queue has another key", WORKER, { ...WIRING, keyOf: new Map([[WORK, KEY]]) }, ["kms:Decrypt"]],
  [
    "a function polls, and sends nothing",
    role("judge", trustLambda(), { Effect: "Allow", Action: "sqs:ChangeMessageVisibility", Resource: WORK }),
    WIRING,
    ["sqs:ChangeMessageVisibility"],
  ],
  [
    "the queue has another key",
    JUDGE,
    { ...WIRING, keyOf: new Map() },
    ["kms:Decrypt", "kms:GenerateDataKey"],
  ],
  [
    "the topic has another key",
    PUBLISH,
    { ...WIRING, keyOf: new Map() },
    ["kms:Decrypt", "kms:GenerateDataKey"],
  ],
  [
    "the function is in no VPC",
    JUDGE,
    without({ isInVpc: false }),
    [
      ...Array<string>(3).fill("ec2:CreateNetworkInterface"),
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
    ],
  ],
  [
    "no rule delivers to the target in the role",
    INVOKE,
    { ...WIRING, targets: [] },
    ["lambda:InvokeFunction"],
  ],
  [
    "the rule delivers to another bus",
    FORWARD,
    { ...WIRING, targets: [{ rule: "forward", roleArn: roleArn("forward"), targetArn: FUNCTION }] },
    ["events:PutEvents"],
  ],
  [
    "the private bus does not know the role",
    JUDGE,
    { ...WIRING, privateBuses: [{ arn: PRIVATE_BUS, senders: [roleArn("other")] }] },
    ["events:PutEvents"],
  ],
  [
    "a function puts events on a bus that is not private",
    role("judge", trustLambda(), putEvents({ eventBusArn: BUS })),
    WIRING,
    ["events:PutEvents"],
  ],
  [
    "a function keeps items of a table of no stack",
    role("judge", trustLambda(), keepItems({ tableArn: `${TABLE}-2`, partitions: ["BUCKET#*"] })),
    WIRING,
    ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
  ],
  [
    "a function publishes to a topic that a rule delivers to",
    role("judge", trustLambda(), publishToTopic({ topicArn: TOPIC })),
    WIRING,
    ["sns:Publish"],
  ],
  [
    "a function imports findings of another product",
    role(
      "judge",
      trustLambda(),
      importFindings({ productArn: "arn:aws:securityhub:us-west-2::product/aws/macie" }),
    ),
    WIRING,
    ["securityhub:BatchImportFindings"],
  ],
  [
    "no function takes the role on",
    { ...READER, trust: [trust] },
    WIRING,
    [...ACCESS_READS, ...ACCOUNT_READS, ...ACCESS_POINT_READS],
  ],
  [
    "the code makes no such call",
    role("judge", trustLambda(), { Effect: "Allow", Action: "s3:GetObject", Resource: "*" }),
    WIRING,
    ["s3:GetObject"],
  ],
  [
    "it is a wildcard",
    role("judge", trustLambda(), { Effect: "Allow", Action: "s3:Get*", Resource: "*" }),
    WIRING,
    ["s3:Get*"],
  ],
])("an action has no reason when %s", async (_, of, wiring, expected) => {
  expect(await unreasoned(of, wiring)).toEqual(expected);
  expect(isReasoned(await describeRole(of, wiring, levelOf))).toBe(false);
});

test("a schedule's role sends to its queue, and to the failure queue what it could not", async () => {
  const sends = [WORK, QUEUE, FUNCTION].map((queueArn) => sendToQueue({ queueArn }));
  const { permissions } = await describeRole(role("schedule", trustLambda(), ...sends), WIRING, levelOf);
  expect(permissions.map(({ because }) => because)).toEqual([
    "starts a sweep",
    "sends what it could not start to the failure queue",
    null,
  ]);
});

test("who lists no buckets in its own account lists none elsewhere", async () => {
  const lists = listBuckets({ accountId: "111122223333" });
  expect(await unreasoned({ ...READER, permissions: [lists] })).toEqual(["s3:ListAllMyBuckets"]);
});

const TAGS: FunctionPermission = {
  actions: [{ action: "s3:GetObjectTagging", because: "reads the tags of the object" }],
  resource: "arn:${Partition}:s3:::ledger",
};
const TAGGING = {
  Effect: "Allow",
  Action: "s3:GetObjectTagging",
  Resource: "arn:aws:s3:::ledger",
} as const satisfies IdentityStatement;
const withPermission = without({ permission: TAGS });

test.each<[string, StackRole, Wiring, readonly string[]]>([
  ["of the function's role", role("judge", trustLambda(), TAGGING), withPermission, []],
  [
    "of no other function's role",
    role("other", trustLambda(), TAGGING),
    {
      ...withPermission,
      functions: [
        ...withPermission.functions,
        {
          name: "other",
          arn: "other",
          roleArn: roleArn("other"),
          isInVpc: false,
          may: new Set(),
          onFailure: [],
          polls: [],
        },
      ],
    },
    ["s3:GetObjectTagging"],
  ],
  [
    "on no other resource",
    role("judge", trustLambda(), { ...TAGGING, Resource: "arn:aws:s3:::other" }),
    withPermission,
    ["s3:GetObjectTagging"],
  ],
  [
    "of no other action",
    role("judge", trustLambda(), { ...TAGGING, Action: "s3:GetObject" }),
    withPermission,
    ["s3:GetObject"],
  ],
])("a function's permission is the reason for the action %s", async (_, of, wiring, expected) => {
  expect(await unreasoned(of, wiring)).toEqual(expected);
});
