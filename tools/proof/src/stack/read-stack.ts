import type { DetailType } from "@security-auto/assessment";
import { LocalCloudError, readStackResources, type StackResource } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import * as z from "zod";
import { membersOf, type Setting } from "../setting";
import type { HeldPolicies } from "../policies/held-statement";
import { notAsAsked, setAside, unseenOf } from "../policies/not-judged";
import { heldPolicies } from "./held-policies";
import type { StackFiles } from "./write-variant";

/** Synthesized stacks, read once. */
export interface Stack {
  readonly resources: readonly StackResource[];
  /** The accounts that have the member stack. */
  readonly memberAccounts: readonly string[];
}

/** @throws LocalCloudError when the templates cannot be read */
export function readStack(setting: Setting, { assembly, memberTemplate }: StackFiles): Stack {
  const members = membersOf(setting, memberTemplate);
  return {
    resources: readStackResources({ assembly, members }),
    memberAccounts: members.map(({ accountId }) => accountId),
  };
}

/** Statements that are not seen in use and are not what the stacks ask for either, a line each. */
export function notAsAskedIn(stack: Stack): readonly string[] {
  return notAsAsked(setAside(policiesOf(stack)).notJudged, unseenOf(stack.resources));
}

/** The policies of the stacks, as the local cloud reads them. */
export function policiesOf({ resources, memberAccounts }: Stack): HeldPolicies {
  return heldPolicies(resources, memberAccounts);
}

/**
 * Name of the function that a construct of the central stack makes.
 *
 * @throws LocalCloudError when it makes none
 */
export function functionOf(stack: Stack, construct: string): string {
  const name = functionIn(stack, construct);
  if (name === undefined)
    throw new LocalCloudError(`the stack has no function of the construct ${construct}`);
  return name;
}

/** Whether a construct of the central stack makes a function: a switch of the environment may leave it out. */
export function hasFunction(stack: Stack, construct: string): boolean {
  return functionIn(stack, construct) !== undefined;
}

/** Whether the central stack has a resource of a type, or whether a construct of it does: a switch of the environment may leave it out. */
export function hasResource({ resources }: Stack, type: string, construct = ""): boolean {
  return resources.some((resource) => resource.type === type && resource.logicalId.startsWith(construct));
}

/** Who may put events of a kind on the private bus. */
export interface Sender {
  readonly busName: string;
  readonly roleName: string;
}

/**
 * Who may put events of a kind on the private bus: of several the one who may put the fewest other kinds; none where nobody may. The bus
 * denies to them, and to them only, every event of another kind.
 */
export function senderIn(
  { resources }: Pick<Stack, "resources">,
  detailType: DetailType,
): Sender | undefined {
  const senders = resources.flatMap((policy) => {
    if (policy.type !== "AWS::Events::EventBusPolicy") return [];
    const statement = onlyOfItsKinds.safeParse(policy.property("Statement"));
    if (!statement.success) return [];
    const { ArnEquals, "ForAnyValue:StringNotEquals": others } = statement.data.Condition;
    const kinds = [others["events:detail-type"]].flat();
    if (!kinds.includes(detailType)) return [];
    const [roleArn] = ArnEquals["aws:PrincipalArn"];
    const roleName = roleArn.split("/").at(-1) ?? "";
    return [{ kinds, sender: { busName: String(policy.property("EventBusName")), roleName } }];
  });
  return senders.sort((one, other) => one.kinds.length - other.kinds.length)[0]?.sender;
}

const onlyOfItsKinds = z.object({
  Effect: z.literal("Deny"),
  Condition: z.object({
    ArnEquals: z.object({ "aws:PrincipalArn": z.tuple([z.string()], z.string()) }),
    "ForAnyValue:StringNotEquals": z.object({
      "events:detail-type": z.union([z.string(), z.array(z.string())]),
    }),
  }),
});

/** Name of the register's table; empty where a switch of the environment leaves it out. */
export function tableIn({ resources }: Pick<Stack, "resources">): string {
  const table = resources.find(({ type }) => type === "AWS::DynamoDB::Table");
  return table === undefined ? "" : String(table.property("TableName"));
}

function functionIn({ resources }: Stack, construct: string): string | undefined {
  const made = resources.find(
    ({ type, logicalId }) => type === "AWS::Lambda::Function" && logicalId.startsWith(`${construct}Function`),
  );
  return parseArn(made?.arn ?? "")?.resource.replace("function:", "");
}
