import { accountInArn } from "@security-auto/iam-policy";

import type { AccessRequest } from "./request";

/** The account that owns the resource, or `undefined` when neither the request nor the ARN names it. */
export function resourceAccountOf({
  resourceAccount,
  resource,
  principal,
}: AccessRequest): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  // An action without a resource works on the caller's account.
  if (resource === "*" && principal.kind === "aws") return principal.accountId;
  return accountInArn(resource);
}
