import type { Statement } from "../policy/bucket-policy";
import { isServiceKey } from "../policy/condition-keys";

/** Whether an Allow names AWS services, or asks about them or whom they act for. */
export function namesServices({ principals, conditions }: Statement): boolean {
  return (
    principals.services.size > 0 ||
    conditions.some(({ key, facts, negated }) => !negated && (isServiceKey(key) || facts?.tells === "source"))
  );
}
