/** One value or several: IAM's JSON accepts both wherever a list may stand. */
export type OneOrMany<T> = T | readonly T[];

/** Condition operator -> condition key -> value or values, e.g. `{ StringEquals: { "aws:SourceAccount": "111122223333" } }`. */
export type Condition = Readonly<
  Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>
>;

/** Whom a statement names: everybody (`"*"`), or principals by kind. */
export type PrincipalElement =
  "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated" | "CanonicalUser", OneOrMany<string>>>>;

interface StatementBase {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Condition?: Condition;
}

// The element that is left out is `undefined`, not `never`: TypeScript takes a statement with an
// absent `never` for any member of a union, so that one kind of statement would pass for another.

type ActionElement =
  | { readonly Action: OneOrMany<string>; readonly NotAction?: undefined }
  | { readonly NotAction: OneOrMany<string>; readonly Action?: undefined };

type ResourceElement =
  | { readonly Resource: OneOrMany<string>; readonly NotResource?: undefined }
  | { readonly NotResource: OneOrMany<string>; readonly Resource?: undefined };

type NamedPrincipal =
  | { readonly Principal: PrincipalElement; readonly NotPrincipal?: undefined }
  | { readonly NotPrincipal: PrincipalElement; readonly Principal?: undefined };

/** What an identity may do: no principal, it is whoever holds the policy. */
export type IdentityStatement = StatementBase &
  ActionElement &
  ResourceElement & { readonly Principal?: undefined; readonly NotPrincipal?: undefined };

/** Who may use a resource: a principal is required. */
export type ResourceStatement = StatementBase & ActionElement & ResourceElement & NamedPrincipal;

/** Who may assume a role: a principal, and no resource (the role itself is meant). */
export type TrustStatement = StatementBase &
  ActionElement &
  NamedPrincipal & { readonly Resource?: undefined; readonly NotResource?: undefined };

export type Statement = IdentityStatement | ResourceStatement | TrustStatement;

/**
 * An IAM policy document as plain data.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument<S extends Statement = Statement> {
  readonly Version: "2012-10-17";
  readonly Id?: string;
  readonly Statement: readonly S[];
}

export type IdentityPolicy = PolicyDocument<IdentityStatement>;
export type ResourcePolicy = PolicyDocument<ResourceStatement>;
export type TrustPolicy = PolicyDocument<TrustStatement>;
