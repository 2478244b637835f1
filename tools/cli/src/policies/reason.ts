import { parseArn } from "@security-auto/iam-policy";
import { isResourceOf } from "@security-auto/policies";
import { READ_CALLS } from "@security-auto/s3-exposure";
import { WRITES } from "@security-auto/s3-remediation";
import type { StackRole } from "./stack-role";
import { functionsBehind, type StackFunction, type Wiring } from "./wiring";

/** Why a role needs an action: the call that needs it, and what that is good for. */
export interface Reason {
  readonly call: string;
  readonly because: string;
}

/** One action on one resource, asked about in the stacks that grant it. */
interface Question {
  readonly role: StackRole;
  readonly resource: string;
  readonly wiring: Wiring;
}

type Answer = (question: Question) => Reason | undefined;

/** What the function that sweeps alone may do in its own role. */
const LISTS = "s3:ListAllMyBuckets";

/** What a role is used for besides reads. For what AWS's services do in it, the reason is the resource in the stacks that makes them. */
const BY_SERVICE: Readonly<Record<string, Answer>> = {
  "events:PutEvents": (question) =>
    byPublishing(question) ??
    byRule("EventBridge PutEvents", "sends what it matches to the central bus")(question),
  "dynamodb:GetItem": byRegister("GetItem", "reads one finding, one remediation or one switch"),
  "dynamodb:PutItem": byRegister("PutItem", "writes what is known of a bucket, or a switch"),
  "dynamodb:Query": (question) =>
    byRegister("Query", "reads all that is known of a bucket or a sweep")(question) ?? byIndex(question),
  "dynamodb:DeleteItem": byRegister("DeleteItem", "says that a sweep waits no more"),
  "dynamodb:UpdateItem": byRegister(
    "UpdateItem",
    "counts the remediations of an hour, or the buckets of a sweep",
  ),
  "lambda:InvokeFunction": byRule("EventBridge Invoke", "runs the function for what it matches"),
  "logs:CreateLogStream": byLambda("CreateLogStream", "gives each process of the function a log stream"),
  "logs:PutLogEvents": byLambda("PutLogEvents", "writes what the function logs"),
  "sns:Publish": (question) =>
    byRule("EventBridge Publish", "notifies the topic of what it matches")(question) ??
    byAnnouncing(question),
  "securityhub:BatchImportFindings": byImporting,
  "s3:ListAllMyBuckets": byCode(
    "S3 ListBuckets",
    "a sweep has every bucket of the account assessed",
    "apps/security-auto-sweep",
    LISTS,
  ),
  "organizations:ListAccounts": byCode(
    "Organizations ListAccounts",
    "a sweep covers every account",
    "apps/security-auto-sweep",
  ),
  "events:DescribeRule": byCoverage(
    "EventBridge DescribeRule",
    "the rules that forward are there and enabled",
  ),
  "events:ListTargetsByRule": byCoverage("EventBridge ListTargetsByRule", "they send to the central bus"),
  "cloudtrail:DescribeTrails": byCoverage("CloudTrail DescribeTrails", "a trail records the calls"),
  "cloudtrail:GetTrailStatus": byCoverage("CloudTrail GetTrailStatus", "the trail is on"),
  "cloudtrail:GetEventSelectors": byCoverage("CloudTrail GetEventSelectors", "it records management events"),
  "sqs:SendMessage": (question) => bySchedule(question) ?? byQueueing(question) ?? byFailing(question),
  "sqs:ReceiveMessage": byPolling("ReceiveMessage", "takes the messages that the function is given"),
  "sqs:DeleteMessage": byPolling("DeleteMessage", "deletes the messages that the function is done with"),
  "sqs:GetQueueAttributes": (question) =>
    byPolling("GetQueueAttributes", "reads the settings of the queue")(question) ??
    byCoverage("SQS GetQueueAttributes", "nothing lies in the queue of what was not forwarded")(question),
  "kms:Decrypt": (question) => byReading(question) ?? byEncryption("Decrypt")(question),
  "kms:GenerateDataKey": byEncryption("GenerateDataKey"),
  "sts:AssumeRole": (question) =>
    question.wiring.writeRoles.includes(question.resource.split("/").at(-1) ?? "")
      ? byCode("STS AssumeRole", "a bucket is remediated in a role of its own account")(question)
      : byCode("STS AssumeRole", "a member account's buckets are read in a role of that account")(question),
  "ec2:CreateNetworkInterface": byVpc("CreateNetworkInterface"),
  "ec2:DeleteNetworkInterface": byVpc("DeleteNetworkInterface"),
  "ec2:DescribeNetworkInterfaces": byVpc("DescribeNetworkInterfaces"),
  "ec2:DescribeSubnets": byVpc("DescribeSubnets"),
  "ec2:AssignPrivateIpAddresses": byVpc("AssignPrivateIpAddresses"),
  "ec2:UnassignPrivateIpAddresses": byVpc("UnassignPrivateIpAddresses"),
};

/** Lambda sends what failed in the function's role. */
function byFailing({ role, resource, wiring }: Question): Reason | undefined {
  const failing = wiring.functions.find(
    ({ roleArn, onFailure }) => roleArn === role.arn && onFailure.includes(resource),
  );
  return (
    failing && {
      call: `Lambda SendMessage, on-failure destination of ${failing.name}`,
      because: "sends an event that failed every attempt to the failure queue",
    }
  );
}

/** Of a function's own role: its code sends messages to the queue that it works off. */
function byQueueing({ role, resource, wiring }: Question): Reason | undefined {
  const own = functionOf(role, wiring);
  return own?.polls.includes(resource) === true
    ? { call: `SQS SendMessageBatch by ${own.name}`, because: "has the next part of its work done later" }
    : undefined;
}

/** Of a schedule's role: where it sends, and what it cannot. */
function bySchedule({ role, resource, wiring }: Question): Reason | undefined {
  const schedule = wiring.schedules.find(({ roleArn }) => roleArn === role.arn);
  if (schedule === undefined) return undefined;
  const call = `EventBridge Scheduler SendMessage, schedule ${schedule.name}`;
  if (schedule.targetArn === resource) return { call, because: "starts a sweep" };
  return schedule.deadLetterArn === resource
    ? { call, because: "sends what it could not start to the failure queue" }
    : undefined;
}

/** Of a function's own role: what its code reads in an index of the register. */
function byIndex({ role, resource, wiring }: Question): Reason | undefined {
  const own = functionOf(role, wiring);
  const isIndex = wiring.tables.some((table) => resource.startsWith(`${table}/index/`));
  return own && isIndex
    ? {
        call: `DynamoDB Query by ${own.name}, in libs/register/src/register.ts`,
        because: "reads an index: the open findings, or the buckets of an account",
      }
    : undefined;
}

function byCoverage(call: string, because: string): Answer {
  return byCode(call, `checked is that ${because}`, "libs/coverage", LISTS);
}

/** Why a role needs an action on a resource; `undefined` when nothing in code or stacks needs it. */
export function reasonFor(action: string, question: Question): Reason | undefined {
  const own = byFunction(action, question);
  if (own !== undefined) return own;
  const write = Object.entries(WRITES).find(([, { action: needed }]) => needed === action);
  if (write !== undefined) return byCode(`S3 ${write[0]}`, write[1].because, "libs/s3-remediation")(question);
  const read = READ_CALLS.find((call) => call.action === action);
  if (read === undefined) return BY_SERVICE[action]?.(question);
  return byCode(`${read.service} ${read.operation}`, read.because, "libs/s3-reader", action)(question);
}

/** The function that runs in the role itself. */
function functionOf(role: StackRole, { functions }: Wiring): StackFunction | undefined {
  return functions.find(({ roleArn }) => roleArn === role.arn);
}

/** What the permission of the function that runs in the role says of an action. */
function byFunction(action: string, { role, resource, wiring }: Question): Reason | undefined {
  const caller = functionOf(role, wiring);
  if (caller?.permission === undefined || !isResourceOf(caller.permission, resource)) return undefined;
  const use = caller.permission.actions.find((one) => one.action === action);
  return use && { call: `${action} by ${caller.name}`, because: use.because };
}

/**
 * Calls of the code serve the roles that a function runs in or assumes.
 *
 * @param action - which a function that makes the call needs in its own role too, for its own account. Default: none
 */
function byCode(call: string, because: string, lib = "libs/s3-reader", action?: string): Answer {
  return ({ role, wiring }) => {
    const callers = functionsBehind(role, wiring)
      .filter(({ may }) => action === undefined || may.has(action))
      .map(({ name }) => name);
    return callers.length === 0
      ? undefined
      : { call: `${call} by ${callers.join(" and ")}, in ${lib}`, because };
  };
}

/** Of a function's own role: what its code puts on the private bus. */
function byPublishing({ role, resource, wiring }: Question): Reason | undefined {
  const own = functionOf(role, wiring);
  const isSender = wiring.privateBuses.some(
    ({ arn, senders }) => arn === resource && senders.includes(role.arn),
  );
  if (!isSender) return undefined;
  return (
    own && {
      call: `EventBridge PutEvents by ${own.name}, in libs/private-bus/src/private-bus.ts`,
      because: "publishes what the function found",
    }
  );
}

/** Of a function's own role: what its code reads and writes in the register. */
function byRegister(operation: string, because: string): Answer {
  return ({ role, resource, wiring }) => {
    const own = functionOf(role, wiring);
    return own && wiring.tables.includes(resource)
      ? { call: `DynamoDB ${operation} by ${own.name}, in libs/register/src/register.ts`, because }
      : undefined;
  };
}

/** Of a function's own role: what its code publishes to a topic that no rule has for a target. */
function byAnnouncing({ role, resource, wiring }: Question): Reason | undefined {
  const own = functionOf(role, wiring);
  return own && wiring.topics.includes(resource)
    ? { call: `SNS Publish by ${own.name}`, because: "publishes what a finding became" }
    : undefined;
}

/** Of a function's own role: what its code imports under the default product of its account. */
function byImporting({ role, resource, wiring }: Question): Reason | undefined {
  const own = functionOf(role, wiring);
  const { accountId = "", resource: product } = parseArn(resource) ?? {};
  return own && product === `product/${accountId}/default`
    ? { call: `Security Hub BatchImportFindings by ${own.name}`, because: "imports what a finding became" }
    : undefined;
}

function byRule(call: string, because: string): Answer {
  return ({ role, resource, wiring }) => {
    const target = wiring.targets.find(
      ({ roleArn, targetArn }) => roleArn === role.arn && targetArn === resource,
    );
    return target && { call: `${call}, rule ${target.rule}`, because };
  };
}

function byLambda(operation: string, because: string): Answer {
  return ({ role, wiring }) => {
    const own = functionOf(role, wiring);
    return own && { call: `Lambda ${operation}, logging of ${own.name}`, because };
  };
}

function byVpc(operation: string): Answer {
  return ({ role, wiring }) => {
    const own = wiring.functions.find(({ roleArn, isInVpc }) => roleArn === role.arn && isInVpc);
    return (
      own && {
        call: `Lambda ${operation}, VPC of ${own.name}`,
        because: "makes and takes down the function's network interfaces",
      }
    );
  };
}

/** Of a function's own role: Lambda polls the function's queues in it. */
function byPolling(operation: string, because: string): Answer {
  return ({ role, resource, wiring }) => {
    const own = wiring.functions.find(
      ({ roleArn, polls }) => roleArn === role.arn && polls.includes(resource),
    );
    return own && { call: `Lambda ${operation}, event source of ${own.name}`, because };
  };
}

function byReading({ role, resource, wiring }: Question): Reason | undefined {
  const own = wiring.functions.find(
    ({ roleArn, polls }) =>
      roleArn === role.arn && polls.some((queue) => wiring.keyOf.get(queue) === resource),
  );
  return (
    own && {
      call: `SQS Decrypt, encryption of the event source of ${own.name}`,
      because: "reads the messages of an encrypted queue",
    }
  );
}

function byEncryption(operation: string): Answer {
  return ({ role, resource, wiring }) => {
    const own = wiring.functions.find(
      ({ roleArn, onFailure }) =>
        roleArn === role.arn && onFailure.some((queue) => wiring.keyOf.get(queue) === resource),
    );
    if (own !== undefined) {
      return {
        call: `SQS ${operation}, encryption of the on-failure destination of ${own.name}`,
        because: "sends an event to an encrypted queue",
      };
    }
    const target = wiring.targets.find(
      ({ roleArn, targetArn }) => roleArn === role.arn && wiring.keyOf.get(targetArn) === resource,
    );
    return (
      target && {
        call: `SNS ${operation}, encryption of a target of rule ${target.rule}`,
        because: "publishes an event to an encrypted topic",
      }
    );
  };
}
