import type { Assessment } from "@security-auto/assessment";

type Refusal = NonNullable<Assessment["refusals"]>[number];

/**
 * Names each role and what it was refused, with what to do about it. AWS names the kind of policy that denies only to callers of the same
 * account or organization.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function refusedPermissions(refusals: readonly Refusal[]): readonly string[] {
  const permissionsByPhrase = new Map<Phrase, Map<string, string[]>>();
  for (const { permission, role, because } of refusals) {
    const phrase = phraseFor(permission, because);
    const byRole = permissionsByPhrase.get(phrase) ?? new Map<string, string[]>();
    permissionsByPhrase.set(phrase, byRole.set(role, [...(byRole.get(role) ?? []), permission]));
  }
  return [...permissionsByPhrase].flatMap(([phrase, byRole]) =>
    [...byRole].map(([role, permissions]) => phrase(role, [...new Set(permissions)].sort().join(", "))),
  );
}

type Phrase = (role: string, permissions: string) => string;

const notAssumed: Phrase = (role) =>
  `the role ${role} could not be assumed: check that the member stack is deployed to the account`;
const deniedByBucketPolicy: Phrase = (role, permissions) =>
  `the bucket policy denies the role ${role} ${permissions}: exempt the role from that Deny`;
const deniedElsewhere: Phrase = (role, permissions) =>
  `a policy other than the bucket's denies the role ${role} ${permissions}: look at service control policies and permissions boundaries`;
const notAllowed: Phrase = (role, permissions) => `the role ${role} was refused ${permissions}`;

function phraseFor(permission: string, because: string): Phrase {
  if (permission === "sts:AssumeRole") return notAssumed;
  const [, by] = /with an explicit deny in an? ([a-z -]+?)(?: policy|:|$)/.exec(because) ?? [];
  if (by === undefined) return notAllowed;
  return by.startsWith("resource-based") ? deniedByBucketPolicy : deniedElsewhere;
}
