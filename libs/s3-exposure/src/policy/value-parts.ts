import { disjoint, isAccountId, parseArn } from "@security-auto/iam-policy";

/** No request holds a longer value of a key that is understood here: AWS's longest are ARNs. */
export const LONGEST_VALUE = 2048;

/** The part of `aws:userid` that says whose it is: before the colon and the name of the session. */
export function userIdOwner(value: string): string {
  const colon = value.indexOf(":");
  return colon < 0 ? value : value.slice(0, colon);
}

/** The organization in a value of an organization id or path: `o-abcd1234ef` in `o-abcd1234ef/r-ab12/*`. */
export function organizationIn(value: string): string {
  const slash = value.indexOf("/");
  return slash < 0 ? value : value.slice(0, slash);
}

/** Whether a text can name a session. */
export function isSessionName(text: string): boolean {
  return /^[\w+=,.@-]{2,64}$/.test(text);
}

/**
 * Whether some caller has this for his `aws:userid`: a user's or root's has no colon, a role's or federated user's session
 * has one with the name of the session behind it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function isUserId(value: string): boolean {
  if (value === "anonymous" || isAccountId(value)) return true;
  const owner = userIdOwner(value);
  if (owner === value) return /^A(?!ROA)[A-Z0-9]{3}/.test(value);
  if (!isAccountId(owner) && !/^A(?!IDA)[A-Z0-9]{3}/.test(owner)) return false;
  return isSessionName(value.slice(owner.length + 1));
}

/** An `aws:userid` whose case does not matter, as AWS writes unique ids: in upper case, and the name of the session as it is. */
export function userIdInAnyCase(value: string): string {
  if (value.toLowerCase() === "anonymous") return "anonymous";
  const owner = userIdOwner(value);
  return owner.toUpperCase() + value.slice(owner.length);
}

/** An `aws:PrincipalArn` whose case does not matter: in lower case where AWS would not write it as it is. */
export function principalArnInAnyCase(value: string): string {
  return isPrincipalArn(value) ? value : value.toLowerCase();
}

/** Whether a pattern takes in something that may be the `aws:userid` of a signed request. */
export function mayBeUserId(pattern: string): boolean {
  const fixed = pattern.split(/[*?]/, 1)[0] ?? "";
  return /^(?:A[A-Z0-9]{0,3}|\d{1,12}$|\d{12}:|$)/.test(fixed);
}

const ROOT = /^root$/;
const PERSON = /^(?:user|role)\/./;
const FEDERATED = /^federated-user\/./;

/**
 * Whether some caller has this for his `aws:PrincipalArn`. A session has its role's: never the session's own ARN.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function isPrincipalArn(value: string): boolean {
  const { service, region, accountId = "", resource = "" } = parseArn(value) ?? {};
  if (value.length > LONGEST_VALUE) return false;
  if (region !== "" || !isAccountId(accountId)) return false;
  if (service === "iam") return ROOT.test(resource) || PERSON.test(resource);
  return service === "sts" && FEDERATED.test(resource);
}

const PRINCIPAL_ARNS = [
  { service: "iam", resource: "root" },
  { service: "iam", resource: "user/*" },
  { service: "iam", resource: "role/*" },
  { service: "sts", resource: "federated-user/*" },
];

/** Whether a pattern takes in something that may be an `aws:PrincipalArn`. Never denies it wrongly. */
export function mayBePrincipalArn(pattern: string): boolean {
  const parts = parseArn(pattern);
  if (parts === undefined)
    return PRINCIPAL_ARNS.some(
      ({ service, resource }) => !disjoint(pattern, `arn:aws*:${service}::*:${resource}`),
    );
  return (
    !disjoint("aws*", parts.partition) &&
    !disjoint("", parts.region) &&
    PRINCIPAL_ARNS.some(
      ({ service, resource }) => !disjoint(service, parts.service) && !disjoint(resource, parts.resource),
    )
  );
}
