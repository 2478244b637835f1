import { isServiceKey } from "@security-auto/iam-policy";
import type { Statement } from "../policy/statement";

/** Whether an Allow names AWS services, or asks about them or whom they act for. */
export function namesServices({ principals, conditions }: Statement): boolean {
  return (
    principals.services.size > 0 ||
    conditions.some(({ key, facts, negated }) => !negated && (isServiceKey(key) || facts?.tells === "source"))
  );
}
