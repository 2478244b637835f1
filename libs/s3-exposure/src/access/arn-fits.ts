import { disjoint, hasWildcard, includes, parseArn } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import type { NamedPrincipal } from "../policy/mentions";
import { isPrincipalArn, mayBePrincipalArn } from "../policy/value-parts";
import { mayBeAccount, patternOfAccounts } from "./account-fits";
import type { BucketContext } from "./bucket-context";
import type { Belonging, CallerVariant } from "./caller";
import { both, type Outcome } from "./outcome";
import { isOpen, knownFits, matches, someFits } from "./value-fits";

type Person = Extract<CallerVariant, { kind: "signed in" }>;

export function principalArnFits(condition: Condition, caller: Person, context: BucketContext): Outcome {
  const { principal, identity, account } = caller;
  if (principal?.session === true)
    return sessionFits(condition, principal, caller.hasNamesake === true, context);
  if (principal !== undefined) return knownFits(condition, principal.arn, context.steps);
  if (identity === undefined) return arnFits(condition, account, context, "no", mayBePrincipalArn);
  return someFits(
    condition,
    context.steps,
    (arn) => {
      const isOther = identity.what === "unique id" && parseArn(arn)?.resource === "root";
      return isPrincipalArn(arn) && !isOther ? accountInArnMayBe(arn, account, context) : "no";
    },
    (pattern) => {
      if (!mayBePrincipalArn(pattern)) return "no";
      return isOpen(pattern) ? "yes" : accountInArnMayBe(pattern, account, context);
    },
  );
}

function accountInArnMayBe(arn: string, account: Belonging, context: BucketContext): Outcome {
  const inArn = parseArn(arn)?.accountId ?? "*";
  return account.kind === "unknown" && mayBeAccount(inArn, account.near, context) === "no" ? "no" : "maybe";
}

// The key holds the ARN of the session's role, whose path the session's own ARN does not contain.
function sessionFits(
  condition: Condition,
  { arn, account, role = "" }: NamedPrincipal,
  hasNamesake: boolean,
  context: BucketContext,
): Outcome {
  const roles = `arn:${parseArn(arn)?.partition ?? ""}:iam::${account}:role/`;
  const written = knownFits(condition, `${roles}${role}`, context.steps);
  return written === "yes" && !hasNamesake
    ? written
    : someFits(
        condition,
        context.steps,
        (text) => (text.startsWith(roles) && text.endsWith(`/${role}`) ? "maybe" : "no"),
        (pattern) => {
          if (matches(condition.test, pattern, `${roles}*`)) return "yes";
          return disjoint(pattern, `${roles}*${role}`) || !mayBePrincipalArn(pattern) ? "no" : "maybe";
        },
      );
}

/** Some ARN of an account that the policy does not spell out; `named` for one that it does. */
export function arnFits(
  condition: Condition,
  account: Belonging,
  context: BucketContext,
  named: "no" | "can",
  mayBe: (pattern: string) => boolean = () => true,
): Outcome {
  return someFits(
    condition,
    context.steps,
    (arn) => (named === "no" ? "no" : both(named, accountOfArn(arn, account, context))),
    (pattern) => {
      if (isOpen(pattern)) return "yes";
      if (!mayBe(pattern)) return "no";
      const parts = parseArn(pattern);
      if (parts === undefined) return "can";
      const { partition, service, region, resource } = parts;
      // Under StringLike a `*` runs over colons, and so over the account.
      const runsOver = !pattern.startsWith("arn:") || [partition, service, region].some(hasWildcard);
      if (condition.test === "like" && runsOver) return "can";
      const whole = [service, region, resource].every(isOpen);
      return both(whole ? "yes" : "can", accountOfArn(pattern, account, context));
    },
  );
}

function accountOfArn(arn: string, account: Belonging, context: BucketContext): Outcome {
  const inArn = parseArn(arn)?.accountId ?? "";
  // A bucket's ARN names no account.
  if (inArn === "" || isOpen(inArn)) return "yes";
  switch (account.kind) {
    case "known":
      return includes(inArn, account.id) ? "yes" : "no";
    case "unnamed":
      return hasWildcard(inArn) ? patternOfAccounts(inArn) : "no";
    case "unknown":
      return mayBeAccount(inArn, account.near, context);
    case "none":
      return "no";
  }
}
