import {
  hasWildcard,
  isAccountId,
  type KeyFacts,
  parseArn,
  type Piece,
  readRange,
  readVariables,
} from "@security-auto/iam-policy";
import { isNarrowRange } from "./addresses";
import { type Condition, isArnPattern } from "./condition";
import { allOf, type Flag } from "./flag";

const ACCESS_POINT = "accesspoint/";

/** Whether S3 takes all values of a condition for fixed. `"unknown"` where the User Guide does not say so. */
export function areFixedValues(condition: Condition, facts: KeyFacts): Flag {
  const { values } = condition;
  return values.length === 0
    ? "unknown"
    : allOf(values.map((value) => isFixedValue(value, condition, facts)));
}

/**
 * Whether S3 takes a value for fixed: it holds no wildcard and no policy variable, and is not too wide a range. The operator does
 * not matter: a `*` under StringEquals stands for itself, but the guide makes no exception for it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
function isFixedValue(value: string, { key, test, unsettled }: Condition, { shape }: KeyFacts): Flag {
  if (test === "arn" && !isArnPattern(value)) return "unknown";
  if (unsettled.has(value)) return isFixedForVariables(value);
  switch (shape) {
    case "ip":
      return readRange(value) === undefined ? "unknown" : isNarrowRange(value);
    case "flag":
      return FLAGS.get(value.toLowerCase()) ?? "unknown";
    default:
      if (hasWildcard(value)) return key === "s3:dataaccesspointarn" && isAccessPointsOfOneAccount(value);
      return value !== "" && !isNobody(key, value) ? true : "unknown";
  }
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

/** The value of both keys for a caller without credentials: a fixed text that fixes nobody. */
function isNobody(key: string, value: string): boolean {
  return (key === "aws:userid" || key === "aws:principalaccount") && value.toLowerCase() === "anonymous";
}

// The guide says so of policy variables, and not of a `${*}`, which stands for a star, nor of what S3 would not have stored.
function isFixedForVariables(value: string): Flag {
  const isOpen = (piece: Piece): boolean =>
    piece.kind === "variable" || (piece.kind === "text" && hasWildcard(piece.written));
  return readVariables(value).some(isOpen) ? false : "unknown";
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
