import type { BucketPolicy } from "./bucket-policy";
import { isPublicStatement } from "./public-statement";

/**
 * Whether S3 would call a policy public, as `GetBucketPolicyStatus` answers: one public Allow is enough, and a Deny never
 * matters. `"unknown"` when the rest is not public but some statement could not be read.
 *
 * This is AWS's flag, not the exposure: an `Allow *` whose Deny denies all but the organization is public here.
 */
export function policyIsPublic({ allows, unreadable }: BucketPolicy): boolean | "unknown" {
  if (allows.some(isPublicStatement)) return true;
  return unreadable.some(({ mayAllow }) => mayAllow) ? "unknown" : false;
}
