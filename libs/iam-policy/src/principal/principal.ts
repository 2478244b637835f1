import { accountInArn, isAccountId, parseArn } from "../arn/parse-arn";
import { hasWildcard } from "../glob/pattern";
import { hasVariable } from "../text/variables";

/** One name in a statement's `Principal` or `NotPrincipal`. */
export type Principal =
  | { readonly kind: "everyone" }
  | { readonly kind: "account"; readonly account: string }
  /** A user, role or session. `role` is the role's name, without its path, for a role and for its sessions. */
  | {
      readonly kind: "principal";
      readonly account: string;
      readonly arn: string;
      readonly role?: string | undefined;
      readonly session: boolean;
      /** The account's root user, where a condition distinguishes it from the other principals of the account. */
      readonly root?: true;
    }
  /** One principal whose name does not include the account. */
  | { readonly kind: "identity"; readonly id: string; readonly what: IdentityKind }
  | { readonly kind: "service"; readonly name: string }
  /** `account` for a provider that is configured in an account (SAML, OIDC), not for a public one. */
  | { readonly kind: "federated"; readonly provider: string; readonly account?: string | undefined }
  /** A wildcard or variable within a name. S3 refuses to store these; `account` when that part is fixed. */
  | { readonly kind: "pattern"; readonly text: string; readonly account?: string | undefined };

export type IdentityKind =
  "canonical user" | "CloudFront origin access identity" | "unique id" | "unrecognized principal";

const UNIQUE_ID = /^A[A-Z0-9]{3}[A-Z0-9]{12,}$/;

/**
 * Reads a name of a statement's principals. A name under a kind that IAM does not have is an unrecognized principal.
 *
 * @param kind - `AWS`, `Service`, `Federated` or `CanonicalUser`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipal(kind: string, text: string): Principal {
  return kind === "AWS" ? awsPrincipal(text) : otherPrincipal(kind, text);
}

function awsPrincipal(text: string): Principal {
  if (text === "*") return { kind: "everyone" };
  if (isAccountId(text)) return { kind: "account", account: text };
  const parts = parseArn(text);
  const account = accountInArn(text);
  if (hasWildcard(text) || hasVariable(text)) return { kind: "pattern", text, account };
  if (parts !== undefined && account !== undefined) {
    if (parts.resource === "root" && parts.service === "iam") return { kind: "account", account };
    return { kind: "principal", account, arn: text, ...roleIn(parts.resource) };
  }
  if (parts?.accountId === "cloudfront")
    return { kind: "identity", id: text, what: "CloudFront origin access identity" };
  return { kind: "identity", id: text, what: UNIQUE_ID.test(text) ? "unique id" : "unrecognized principal" };
}

// Role names are unique within an account whatever their path, so a session's role is known by its name.
function roleIn(resource: string): { readonly role?: string | undefined; readonly session: boolean } {
  const parts = resource.split("/");
  if (parts[0] === "role") return { role: parts.at(-1), session: false };
  return parts[0] === "assumed-role" ? { role: parts[1], session: true } : { session: false };
}

function otherPrincipal(type: string, text: string): Principal {
  if (hasWildcard(text) || hasVariable(text)) return { kind: "pattern", text };
  switch (type) {
    case "Service":
      return { kind: "service", name: text };
    case "Federated":
      return { kind: "federated", provider: text, account: accountInArn(text) };
    case "CanonicalUser":
      return { kind: "identity", id: text, what: "canonical user" };
    default:
      return { kind: "identity", id: text, what: "unrecognized principal" };
  }
}
