import { parseArn } from "@security-auto/iam-policy";

import type { AccessRequest } from "./request";

/** The account that owns the resource, or `undefined` when neither request nor ARN tells. */
export function resourceAccountOf({
  resourceAccount,
  resource,
  principal,
}: AccessRequest): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  // An action without a resource works on the caller's own account.
  if (resource === "*" && principal.kind === "aws") return principal.accountId;
  const accountId = parseArn(resource)?.accountId ?? "";
  return /^\d{12}$/.test(accountId) ? accountId : undefined;
}
