import type { StackResource } from "@security-auto/local-cloud";
import { type IdentityStatement, parseArn, partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import { attachToVpc, decryptWithKey, keepVpcFromCode, useKey } from "@security-auto/policies";
import * as z from "zod";
import { actionsOf } from "./grant";
import { type HeldPolicies, type HeldStatement, nameOfHolder, nameOfStatement } from "./held-statement";

/** Services that the local cloud does not have: whether a permission for one of them is used cannot be seen here. */
const NOT_HERE: readonly string[] = ["ec2", "kms"];

/** Sets aside the statements that are only about what cannot be seen here. Another action in such a statement keeps it in. */
export function setAside({ holders, statements }: HeldPolicies): {
  readonly judged: HeldPolicies;
  readonly notJudged: readonly HeldStatement[];
} {
  const notJudged = statements.filter(isNotHere);
  return { judged: { holders, statements: statements.filter((held) => !isNotHere(held)) }, notJudged };
}

function isNotHere(held: HeldStatement): boolean {
  return actionsOf(held.statement).every((action) => NOT_HERE.includes(action.split(":")[0] ?? ""));
}

/** A statement that cannot be seen in use, and has to stand word by word as AWS asks for it. */
interface Unseen {
  /** ARN of the role that has to have it. */
  readonly role: string;
  readonly statement: IdentityStatement;
}

/** What a function's role has to have for its VPC, and each role for the keys of what it uses. */
export function unseenOf(resources: readonly StackResource[]): readonly Unseen[] {
  return resources.flatMap((resource) => {
    switch (resource.type) {
      case "AWS::Lambda::Function":
        return inVpc(resource);
      case "AWS::IAM::Role":
        return withKeys(resource, resources);
      default:
        return [];
    }
  });
}

function inVpc(resource: StackResource): readonly Unseen[] {
  const { arn: functionArn = "", stack } = resource;
  const { SubnetIds, SecurityGroupIds } = (resource.property("VpcConfig") ?? {}) as Partial<
    Record<"SubnetIds" | "SecurityGroupIds", readonly string[]>
  >;
  if (SubnetIds === undefined && SecurityGroupIds === undefined) return [];
  const role = String(resource.property("Role"));
  const network = { subnetIds: SubnetIds ?? [], securityGroupIds: SecurityGroupIds ?? [] };
  const here = { region: stack.region, accountId: stack.account };
  return [...attachToVpc({ ...here, ...network }), keepVpcFromCode({ functionArn })].map((statement) => ({
    role,
    statement,
  }));
}

/** A use of something encrypted that takes its key. */
interface KeyUse {
  readonly type: string;
  /** Who is allowed this action on it needs the key. */
  readonly action: string;
  readonly keyOf: (resource: StackResource) => unknown;
  readonly statement: typeof useKey;
}

const ofQueueOrTopic = (resource: StackResource): unknown => resource.property("KmsMasterKeyId");
const encryptedTable = z.object({ KMSMasterKeyId: z.string() });
const ofTable = (table: StackResource): unknown =>
  encryptedTable.safeParse(table.property("SSESpecification")).data?.KMSMasterKeyId;

const KEY_USES: readonly KeyUse[] = [
  { type: "AWS::DynamoDB::Table", action: "dynamodb:PutItem", keyOf: ofTable, statement: useKey },
  { type: "AWS::SQS::Queue", action: "sqs:SendMessage", keyOf: ofQueueOrTopic, statement: useKey },
  { type: "AWS::SQS::Queue", action: "sqs:ReceiveMessage", keyOf: ofQueueOrTopic, statement: decryptWithKey },
  { type: "AWS::SNS::Topic", action: "sns:Publish", keyOf: ofQueueOrTopic, statement: useKey },
];

/** To use something encrypted is to use its key by way of its service. */
function withKeys(role: StackResource, resources: readonly StackResource[]): readonly Unseen[] {
  const policies = JSON.stringify(role.property("Policies") ?? []);
  const { region } = role.stack;
  const needed = resources.flatMap((resource) =>
    KEY_USES.filter(({ type }) => type === resource.type).flatMap(({ action, keyOf, statement }) => {
      const { arn = "" } = resource;
      const keyArn = keyOf(resource);
      if (typeof keyArn !== "string") return [];
      if (!policies.includes(`"${action}"`) || !policies.includes(`"${arn}"`)) return [];
      const viaService = `${parseArn(arn)?.service ?? ""}.${region}.${urlSuffixOf(partitionOf(region))}`;
      return [{ role: role.arn ?? "", statement: statement({ keyArn, viaService }) }];
    }),
  );
  return [...new Map(needed.map((each) => [JSON.stringify(each), each])).values()];
}

/** Statements that nobody asks for, or that are not there although AWS asks for them: a line each. */
export function notAsAsked(
  notJudged: readonly HeldStatement[],
  unseen: readonly Unseen[],
): readonly string[] {
  const isSame = (held: HeldStatement, { role, statement }: Unseen) =>
    held.holder.kind === "role" &&
    held.holder.arn === role &&
    JSON.stringify(held.statement) === JSON.stringify(statement);
  return [
    ...notJudged
      .filter((held) => !unseen.some((each) => isSame(held, each)))
      .map((held) => `${describeNotJudged(held)}, and nothing in the stack asks for it in this form`),
    ...unseen
      .filter((each) => !notJudged.some((held) => isSame(held, each)))
      .map(
        ({ role, statement }) =>
          `missing: ${nameOfHolder({ kind: "role", arn: role })}: ${statement.Effect} ${actionsOf(statement).join(", ")}`,
      ),
  ];
}

export function describeNotJudged(held: HeldStatement): string {
  const actions = actionsOf(held.statement).join(", ");
  return `not judged: ${nameOfHolder(held.holder)}, ${nameOfStatement(held)}: ${actions}: the local cloud has no such service`;
}
