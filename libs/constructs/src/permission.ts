import type { IdentityStatement, OneOrMany } from "@security-auto/policies";
import type { IConstruct } from "constructs";
import { acceptFinding } from "./accept-finding";

/** A statement of a role's policy, and why it is no narrower. */
export interface Permission {
  readonly statement: IdentityStatement;
  /** One sentence, for a statement whose resource has a wildcard; without it the check at synthesis fails. */
  readonly wildcardBecause?: string;
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
  for (const [resource, reason] of reasons) {
    acceptFinding(construct, { id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}
