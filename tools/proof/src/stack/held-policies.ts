import { LocalCloudError, type StackResource } from "@security-auto/local-cloud";
import { type AcceptedPolicy, parsePolicyDocument, statementsOf } from "@security-auto/iam-policy";
import type { HeldPolicies, HeldStatement, Holder, StatementPlace } from "../policies/held-statement";

interface Document {
  readonly holders: readonly Holder[];
  readonly policy: string;
  /** From the resource's `Properties` to the document. */
  readonly path: StatementPlace["path"];
  readonly document: unknown;
}

/** Where each type of resource keeps policies, and on what they hang. */
const DOCUMENTS_OF: Readonly<
  Record<string, (resource: StackResource, all: readonly StackResource[]) => readonly Document[]>
> = {
  "AWS::IAM::Role": (role) => [
    ...listOf(role.property("Policies")).map((policy, index) => ({
      holders: [{ kind: "role" as const, arn: role.arn ?? "" }],
      policy: String(at(policy, "PolicyName")),
      path: ["Policies", index, "PolicyDocument"],
      document: at(policy, "PolicyDocument"),
    })),
    {
      holders: [{ kind: "trust", arn: role.arn ?? "" }],
      policy: "trust policy",
      path: ["AssumeRolePolicyDocument"],
      document: role.property("AssumeRolePolicyDocument"),
    },
  ],
  "AWS::SQS::QueuePolicy": (resource, all) => [
    attached(
      resource,
      listOf(resource.property("Queues")).map((url) => queueOf(String(url), resource, all)),
    ),
  ],
  "AWS::SNS::TopicPolicy": (resource) => [
    attached(resource, listOf(resource.property("Topics")).map(String)),
  ],
  "AWS::Events::EventBusPolicy": (resource, all) => [
    {
      holders: [{ kind: "resource", arn: busOf(resource, all) }],
      policy: String(resource.property("StatementId")),
      path: [],
      document: { Version: "2012-10-17", Statement: resource.property("Statement") },
    },
  ],
};

/** What may have a policy of its own, whether it has one or not. */
const GUARDED = ["AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::Events::EventBus", "AWS::Lambda::Function"];

/** Other ways to grant; the stacks use none of them, unless the environment asks for a resource policy of the function. */
const NOT_COMPARED = [
  "AWS::IAM::Policy",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::RolePolicy",
  "AWS::Lambda::Permission",
];

/**
 * Every role, trust policy and resource policy of the stacks.
 *
 * @param memberAccounts - the accounts that have the member stack
 * @throws LocalCloudError for a policy that cannot be read, and for one of a kind that is not compared
 */
export function heldPolicies(
  resources: readonly StackResource[],
  memberAccounts: readonly string[],
): HeldPolicies {
  return {
    holders: resources.flatMap(holdersOf),
    statements: resources.flatMap((resource) => statementsIn(resource, resources, memberAccounts)),
  };
}

function holdersOf({ type, arn }: StackResource): readonly Holder[] {
  if (arn === undefined) return [];
  if (type === "AWS::IAM::Role")
    return [
      { kind: "role", arn },
      { kind: "trust", arn },
    ];
  return GUARDED.includes(type) ? [{ kind: "resource", arn }] : [];
}

function statementsIn(
  resource: StackResource,
  all: readonly StackResource[],
  memberAccounts: readonly string[],
): readonly HeldStatement[] {
  const { type, logicalId, stack } = resource;
  if (NOT_COMPARED.includes(type))
    throw new LocalCloudError(`${stack.name}/${logicalId}: policies of type ${type} are not compared`);
  const template = memberAccounts.includes(stack.account) ? "member" : "central";
  return (DOCUMENTS_OF[type]?.(resource, all) ?? []).flatMap(({ holders, policy, path, document }) => {
    const { Statement } = parsed(document, `${stack.name}/${logicalId}: ${policy}`);
    const place = (index: number) => [...path, "Statement", ...(Array.isArray(Statement) ? [index] : [])];
    return statementsOf({ Statement }).flatMap((statement, index) =>
      holders.map((holder) => ({
        holder,
        policy,
        index,
        statement,
        place: { template, logicalId, path: place(index) } as const,
      })),
    );
  });
}

function parsed(document: unknown, where: string): AcceptedPolicy {
  const read = parsePolicyDocument(document);
  if (read.success) return read.data;
  throw new LocalCloudError(`${where}: ${read.error.path}: ${read.error.reason}`);
}

function attached(resource: StackResource, arns: readonly string[]): Document {
  return {
    holders: arns.map((arn) => ({ kind: "resource", arn })),
    policy: resource.logicalId,
    path: ["PolicyDocument"],
    document: resource.property("PolicyDocument"),
  };
}

/** A queue is named by its URL, which ends with its name. */
function queueOf(url: string, { stack }: StackResource, all: readonly StackResource[]): string {
  const name = url.slice(url.lastIndexOf("/") + 1);
  const queue = all.find(
    ({ type, arn, stack: { account, region } }) =>
      type === "AWS::SQS::Queue" &&
      account === stack.account &&
      region === stack.region &&
      arn?.endsWith(`:${name}`) === true,
  );
  if (queue?.arn === undefined) throw new LocalCloudError(`${stack.name}: there is no queue ${url}`);
  return queue.arn;
}

function busOf(policy: StackResource, all: readonly StackResource[]): string {
  const name = String(policy.property("EventBusName"));
  const bus = all.find(
    ({ type, stack, arn }) =>
      type === "AWS::Events::EventBus" &&
      stack.account === policy.stack.account &&
      arn?.endsWith(`event-bus/${name}`) === true,
  );
  const { region, account } = policy.stack;
  return bus?.arn ?? `arn:aws:events:${region}:${account}:event-bus/${name}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
