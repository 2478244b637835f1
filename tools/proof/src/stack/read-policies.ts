import { LocalCloudError, readStackResources, type StackResource } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import * as z from "zod";
import { membersOf, type Setting } from "../setting";
import type { HeldPolicies } from "../policies/held-statement";
import { notAsAsked, setAside, unseenOf } from "../policies/not-judged";
import { heldPolicies } from "./held-policies";
import type { StackFiles } from "./write-variant";

/** Statements of synthesized stacks that are not seen in use and are not what the stacks ask for either, a line each. */
export function readNotAsAsked(setting: Setting, files: StackFiles): readonly string[] {
  const resources = resourcesOf(setting, files);
  const { notJudged } = setAside(heldPolicies(resources, [setting.accounts.member]));
  return notAsAsked(notJudged, unseenOf(resources));
}

/** The policies of synthesized stacks, as the local cloud reads them. */
export function readPolicies(setting: Setting, files: StackFiles): HeldPolicies {
  return heldPolicies(resourcesOf(setting, files), [setting.accounts.member]);
}

/**
 * Name of the function that a construct of the central stack makes.
 *
 * @throws LocalCloudError when it makes none
 */
export function functionOf(setting: Setting, files: StackFiles, construct: string): string {
  const name = functionIn(setting, files, construct);
  if (name === undefined)
    throw new LocalCloudError(`the stack has no function of the construct ${construct}`);
  return name;
}

/** Whether a construct of the central stack makes a function: a switch of the environment may leave it out. */
export function hasFunction(setting: Setting, files: StackFiles, construct: string): boolean {
  return functionIn(setting, files, construct) !== undefined;
}

/** Who may ask for an assessment, and on which bus. */
export interface Requests {
  readonly busName: string;
  readonly roleName: string;
}

/** The first of those who may ask for an assessment, as the policy of the private bus has it; none where nobody may. */
export function requestsIn(setting: Setting, files: StackFiles): Requests | undefined {
  const policy = resourcesOf(setting, files).find(
    (resource) =>
      resource.type === "AWS::Events::EventBusPolicy" &&
      resource.property("StatementId") === "S3BucketAssessmentRequestedOnly",
  );
  const statement = statementSchema.safeParse(policy?.property("Statement"));
  if (policy === undefined || !statement.success) return undefined;
  const [roleArn] = statement.data.Condition.ArnEquals["aws:PrincipalArn"];
  return { busName: String(policy.property("EventBusName")), roleName: roleArn.split("/").at(-1) ?? "" };
}

const statementSchema = z.object({
  Condition: z.object({
    ArnEquals: z.object({ "aws:PrincipalArn": z.tuple([z.string()], z.string()) }),
  }),
});

function functionIn(setting: Setting, files: StackFiles, construct: string): string | undefined {
  const made = resourcesOf(setting, files).find(
    ({ type, logicalId }) => type === "AWS::Lambda::Function" && logicalId.startsWith(`${construct}Function`),
  );
  return parseArn(made?.arn ?? "")?.resource.replace("function:", "");
}

function resourcesOf(setting: Setting, { assembly, memberTemplate }: StackFiles): readonly StackResource[] {
  return readStackResources({ assembly, members: membersOf(setting, memberTemplate) });
}
