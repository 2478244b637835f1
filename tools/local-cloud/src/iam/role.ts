import type { NamedPolicy } from "@security-auto/iam-evaluator";

/** A role and everything that says what it may do. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly trust: NamedPolicy;
  /** Inline and attached policies. */
  readonly policies: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  /** Of the longest session; absent: an hour. */
  readonly maxSessionSeconds?: number;
}

/** A role as its own resource describes it; what is attached to it from elsewhere is not in yet. */
export interface RoleDraft extends Omit<Role, "boundary"> {
  readonly logicalId: string;
  readonly stack: string;
  readonly managedPolicyArns: readonly string[];
  readonly boundaryArn?: string;
}

/** A policy that some other resource attaches to a role. */
export interface Attachment {
  readonly accountId: string;
  readonly roleName: string;
  readonly policy: NamedPolicy;
}
