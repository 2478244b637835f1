import type { ConditionKey, Principal } from "@security-auto/iam-policy";
import type { Statement } from "./statement";
import { type Condition, NOT_UNDERSTOOD } from "./condition";
import { areFixedValues, suits } from "./fixed-value";
import { allOf, anyOf, type Flag, not } from "./flag";
import type { Principals } from "./principals";

/**
 * Whether S3 calls an Allow public: its principals are no fixed set, and no condition narrows it to a fixed value. `"unknown"`
 * where the User Guide does not say how S3 takes a condition.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublicStatement({ principals, conditions }: Statement): Flag {
  if (isFixedSet(principals)) return false;
  return not(anyOf(conditions.map((condition) => narrows(condition, conditions))));
}

function isFixedSet({ except, names }: Principals): boolean {
  return !except && names.every(isFixedPrincipal);
}

function isFixedPrincipal(principal: Principal): boolean {
  switch (principal.kind) {
    case "account":
    case "principal":
    case "identity":
    case "service":
      return true;
    // The provider is fixed, but not the people who have an identity there.
    case "federated":
    case "everyone":
    case "pattern":
      return false;
  }
}

/**
 * Keys of which a fixed value makes a statement non-public: the User Guide's list, and its "AWS principal, user, role, or service
 * principal". `s3:x-amz-server-side-encryption-aws-kms-key-id` was on that list and is there no more. The `Vpce` keys of
 * accounts and organizations never were: they limit who has access, but not S3's flag.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const NARROWING: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:userid",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
] satisfies readonly ConditionKey[]);

function narrows(condition: Condition, all: readonly Condition[]): Flag {
  const { key, test, negated, facts } = condition;
  if (condition === NOT_UNDERSTOOD) return "unknown";
  if (facts === undefined || !NARROWING.has(key) || negated || test === "null") return false;
  if (test === "other") return "unknown";
  return allOf([
    needsKey(condition, all),
    suits(test, facts.shape) || "unknown",
    // Also for a list compared without ForAnyValue: however that compares, only a fixed value passes.
    areFixedValues(condition, facts),
  ]);
}

/** Whether no request passes that does not have the key at all. */
function needsKey({ key, ifExists, set }: Condition, all: readonly Condition[]): Flag {
  if (all.some((other) => requiresKey(other, key))) return true;
  const mayPass = ifExists || set === "all";
  // AWS does not say which wins: IfExists passes such a request, ForAnyValue does not.
  return mayPass && set === "any" ? "unknown" : !mayPass;
}

function requiresKey({ test, key, values }: Condition, wanted: string): boolean {
  return (
    test === "null" &&
    key === wanted &&
    values.length > 0 &&
    values.every((value) => value.toLowerCase() === "false")
  );
}
