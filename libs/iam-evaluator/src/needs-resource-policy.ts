import { parseArn } from "@security-auto/iam-policy";

import type { AccessRequest } from "./request";

/**
 * Roles and KMS keys are closed unless their own policy opens them; elsewhere, within an account,
 * a policy of the identity is enough.
 */
export function needsResourcePolicy({ action, resource }: AccessRequest): boolean {
  const arn = parseArn(resource);
  if (arn === undefined) return false;
  if (arn.service === "iam") return action.toLowerCase().startsWith("sts:");
  return arn.service === "kms" && arn.resource.startsWith("key/");
}
