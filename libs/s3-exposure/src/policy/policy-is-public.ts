import type { BucketPolicy } from "./bucket-policy";
import { anyOf, type Flag } from "./flag";
import { isPublicStatement } from "./public-statement";

/**
 * Whether S3 would call a policy public, as `GetBucketPolicyStatus` answers: one public Allow is enough, and a Deny never
 * matters. `"unknown"` when no Allow surely is public, and of some that is not known, or it could not be read.
 *
 * This is AWS's flag, not the exposure: an `Allow *` whose Deny denies all but the organization is public here.
 */
export function policyIsPublic({ allows, unreadable }: BucketPolicy): Flag {
  const unread = unreadable.some(({ mayAllow }) => mayAllow) ? (["unknown"] as const) : [];
  return anyOf([...allows.map(isPublicStatement), ...unread]);
}

/** Whether S3 may take for fixed what fixes nobody: its answer "not public" then leaves open who has access. */
export function mayBeTakenForFixed({ allows }: BucketPolicy): boolean {
  return allows.some((allow) => isPublicStatement(allow) === "unknown");
}
