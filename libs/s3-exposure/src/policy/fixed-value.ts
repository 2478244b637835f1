import { hasWildcard, isAccountId, type KeyFacts, parseArn } from "@security-auto/iam-policy";
import type { Condition } from "./condition";
import { isNarrowRange } from "./addresses";

const ACCESS_POINT = "accesspoint/";

/** Whether all values of a condition are such that S3 takes them for fixed: none has a policy variable. */
export function areFixedValues({ key, values, unsettled }: Condition, facts: KeyFacts): boolean {
  return unsettled.length === 0 && values.every((value) => isFixedValue(key, value, facts));
}

/**
 * Whether a condition value is one S3 takes for fixed: it holds no wildcard, and is not too wide a range. The operator does not matter: a `*` under StringEquals stands for itself, but the User Guide makes no
 * exception for it, and the flag is better wrong towards "public".
 */
function isFixedValue(key: string, value: string, { shape }: KeyFacts): boolean {
  // The value of both keys for a caller without credentials: it fixes nobody.
  if ((key === "aws:userid" || key === "aws:principalaccount") && value.toLowerCase() === "anonymous")
    return false;
  if (shape === "ip") return isNarrowRange(value);
  if (shape === "flag") return value.toLowerCase() === "true";
  if (value === "") return false;
  return !hasWildcard(value) || (key === "s3:dataaccesspointarn" && isAccessPointsOfOneAccount(value));
}

// The one exception: an access point's name may be open as long as the account is not.
function isAccessPointsOfOneAccount(value: string): boolean {
  const parts = parseArn(value);
  if (parts === undefined || !value.startsWith("arn:")) return false;
  const { partition, service, region, accountId, resource } = parts;
  return (
    ![partition, service, region].some(hasWildcard) &&
    isAccountId(accountId) &&
    resource.startsWith(ACCESS_POINT)
  );
}

/** Whether an operator compares a key of this shape at all. */
export function suits(test: Condition["test"], shape: KeyFacts["shape"]): boolean {
  switch (test) {
    case "equals":
    case "equals ignoring case":
    case "like":
      return shape !== "ip";
    case "arn":
      return shape === "arn";
    case "ip":
      return shape === "ip";
    case "bool":
      return shape === "flag";
    case "number":
    case "time":
      return shape === "time";
    case "null":
    case "binary":
    case "other":
      return false;
  }
}
