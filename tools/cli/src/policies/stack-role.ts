import { LocalCloudError, type StackResource } from "@security-auto/local-cloud";
import {
  type AcceptedPolicy,
  type AcceptedStatement,
  parsePolicyDocument,
  statementsOf,
} from "@security-auto/iam-policy";
import { at, listOf } from "./plain";

/** A role of the stacks, with what it may do and who may assume it. */
export interface StackRole {
  readonly name: string;
  readonly arn: string;
  /** Name of its stack. */
  readonly stack: string;
  readonly trust: readonly AcceptedStatement[];
  readonly permissions: readonly AcceptedStatement[];
}

/** Every role that the stacks make. @throws LocalCloudError for a policy that cannot be read */
export function rolesOf(resources: readonly StackResource[]): readonly StackRole[] {
  return resources
    .filter(({ type }) => type === "AWS::IAM::Role")
    .map((role) => {
      const { arn = "", stack, logicalId } = role;
      const where = `${stack.name}/${logicalId}`;
      return {
        name: arn.slice(arn.lastIndexOf("/") + 1),
        arn,
        stack: stack.name,
        trust: statementsOf(parsed(role.property("AssumeRolePolicyDocument"), where)),
        permissions: listOf(role.property("Policies")).flatMap((policy) =>
          statementsOf(parsed(at(policy, "PolicyDocument"), where)),
        ),
      };
    });
}

function parsed(document: unknown, where: string): AcceptedPolicy {
  const read = parsePolicyDocument(document);
  if (read.success) return read.data;
  throw new LocalCloudError(`${where}: ${read.error.path}: ${read.error.reason}`);
}
