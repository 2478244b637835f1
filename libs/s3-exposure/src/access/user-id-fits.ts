import { disjoint, hasWildcard, includes, isAccountId } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import type { NamedPrincipal } from "../policy/mentions";
import { isUserId, mayBeUserId, userIdInAnyCase, userIdOwner } from "../policy/value-parts";
import { accountFitsOne } from "./account-fits";
import type { BucketContext } from "./bucket-context";
import type { CallerVariant } from "./caller";
import { both, type Outcome } from "./outcome";
import { isOpen, knownFits, someFits } from "./value-fits";

type Person = Extract<CallerVariant, { kind: "signed in" }>;

export function userIdFits(condition: Condition, caller: CallerVariant, context: BucketContext): Outcome {
  if (caller.kind === "service") return "no";
  if (caller.kind === "anonymous") return knownFits(condition, "anonymous", context.steps);
  return someFits(
    condition,
    context.steps,
    (written) => {
      const text = condition.test === "equals ignoring case" ? userIdInAnyCase(written) : written;
      return isUserId(text) && text !== "anonymous" ? ownerFits(text, caller, context) : "no";
    },
    (pattern) => {
      if (isOpen(pattern)) return "yes";
      return mayBeUserId(pattern) ? ownerFits(pattern, caller, context) : "no";
    },
  );
}

function ownerFits(text: string, { account, principal, identity }: Person, context: BucketContext): Outcome {
  const owner = userIdOwner(text);
  // The root user's id is the account's; that of a federated user begins with it.
  if (principal?.root === true) return includes(text, principal.account) ? "yes" : "no";
  const isUnnamed = principal === undefined && identity === undefined;
  if (isAccountId(owner)) {
    // The root user of an account whose id is named is asked about by himself.
    if (isUnnamed && text === owner) return "no";
    return both(accountFitsOne(owner, account, context), isUnnamed ? "can" : "maybe");
  }
  if (identity?.what === "unique id") {
    if (owner === identity.id) return text === owner || text === `${owner}:*` ? "yes" : "can";
    return includes(owner, identity.id) ? (text === owner || text === `${owner}:*` ? "yes" : "can") : "no";
  }
  if (hasWildcard(owner)) return principal === undefined ? "can" : ownIdFits(owner, text, principal);
  // One who is named by another name may have this id; one who is not named has none of those that are.
  return isUnnamed ? "no" : "maybe";
}

// A user or role that is named has one id for good, which is not known; only the name of a session is chosen.
function ownIdFits(owner: string, text: string, { arn, role }: NamedPrincipal): Outcome {
  const ids = role === undefined ? (arn.includes(":user/") ? "AIDA*" : undefined) : "AROA*";
  if (ids === undefined) return "maybe";
  if (disjoint(owner, ids)) return "no";
  const isOfSession = role !== undefined && owner === text && /^\*[^*?]+$/.test(text);
  return includes(owner, ids) || isOfSession ? "can" : "maybe";
}
