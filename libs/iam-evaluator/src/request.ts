import { type AcceptedPolicy, parseArn } from "@security-auto/iam-policy";

/** Who asks. */
export type RequestPrincipal =
  | {
      readonly kind: "aws";
      /** A user, a role, an assumed-role session, a federated user, or an account's root. */
      readonly arn: string;
      /** Twelve digits. */
      readonly accountId: string;
      /** The role behind an assumed-role session, path included; required for one. */
      readonly roleArn?: string;
      /** The account's canonical user id, for policies that name principals by it. */
      readonly canonicalId?: string;
    }
  /** An AWS service acting for itself, e.g. `events.amazonaws.com`. */
  | { readonly kind: "service"; readonly service: string }
  /** A federated identity, before it assumes a role. */
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "anonymous" };

/** A session that a user created for someone else with GetFederationToken. */
export function isFederatedUser(principal: RequestPrincipal): boolean {
  return principal.kind === "aws" && parseArn(principal.arn)?.resource.startsWith("federated-user/") === true;
}

/** One call, as IAM sees it. */
export interface AccessRequest {
  readonly principal: RequestPrincipal;
  /** e.g. `s3:GetBucketAcl`; upper and lower case do not matter. */
  readonly action: string;
  /** The ARN of the resource, or `*` for an action that has none. */
  readonly resource: string;
  /** Owner of the resource; needed where the ARN names no account, as in S3. */
  readonly resourceAccount?: string;
  /**
   * Condition keys and their values; the case of the keys does not matter. A string is a
   * single-valued key, a list a multivalued one, a key that is not there is not in the request.
   * What follows from the principal and the resource (`aws:PrincipalArn`, `aws:PrincipalAccount`,
   * `aws:ResourceAccount`, ...) is added unless given.
   */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A policy and the name it goes by in decisions. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: AcceptedPolicy;
}

/** Every policy that has a say in a request. */
export interface Policies {
  /** Policies of the user or role that asks. */
  readonly identity?: readonly NamedPolicy[];
  /** Policy of the resource: a bucket's, topic's, queue's, key's, or a role's trust policy. */
  readonly resource?: NamedPolicy;
  /** Permissions boundary of the user or role that asks. */
  readonly boundary?: NamedPolicy;
  /**
   * Session policies, inline and managed, given when the session of a role or of a federated user
   * was made. None: a role's session is not limited, a federated user's may do nothing but what a
   * resource grants to it by name.
   */
  readonly session?: readonly NamedPolicy[];
}
