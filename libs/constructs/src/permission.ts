import type { IdentityStatement, OneOrMany } from "@security-auto/iam-policy";
import { type FunctionPermission, functionStatement, type PermissionPlace } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import type { IConstruct } from "constructs";
import { acceptFinding } from "./accept-finding";

/** A statement of a role's policy, and why it is no narrower. */
export interface Permission {
  readonly statement: IdentityStatement;
  /** One sentence, for a statement whose resource has a wildcard; without it the check at synthesis fails. */
  readonly wildcardBecause?: string;
}

/**
 * The permission of a function's own code, in the place of its stack.
 *
 * @throws RangeError if its resource names something that `place` does not have
 */
export function permissionOf(permission: FunctionPermission, place: PermissionPlace): Permission {
  const { wildcardBecause } = permission;
  return {
    statement: functionStatement(permission, place),
    ...(wildcardBecause !== undefined && { wildcardBecause }),
  };
}

const listOf = (values: OneOrMany<string> | undefined): readonly string[] =>
  typeof values === "string" ? [values] : (values ?? []);

/** Accepts cdk-nag's finding on each wildcard that comes with a reason. */
export function acceptWildcards(construct: IConstruct, permissions: readonly Permission[]): void {
  const reasons = new Map<string, string>();
  for (const { statement, wildcardBecause } of permissions) {
    if (wildcardBecause === undefined) continue;
    for (const resource of listOf(statement.Resource)) {
      if (resource.includes("*") && !reasons.has(resource)) reasons.set(resource, wildcardBecause);
    }
  }
  const stack = Stack.of(construct);
  for (const [resource, reason] of reasons) {
    const found = asFound(stack.resolve(resource));
    acceptFinding(construct, { id: `AwsSolutions-IAM5[Resource::${found}]`, reason });
  }
}

/** As cdk-nag writes a resource: what is known only at deployment stands as `<AWS::AccountId>`. */
function asFound(resolved: unknown): string {
  if (typeof resolved === "string") return resolved;
  const { Ref, "Fn::Join": join } = Object(resolved) as {
    readonly Ref?: string;
    readonly "Fn::Join"?: readonly [delimiter: string, parts: readonly unknown[]];
  };
  return join === undefined ? `<${Ref ?? ""}>` : join[1].map(asFound).join(join[0]);
}
