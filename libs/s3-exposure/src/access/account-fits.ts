import { hasWildcard, includes, isAccountId } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import type { BucketContext } from "./bucket-context";
import type { Belonging, Nearness } from "./caller";
import type { Outcome } from "./outcome";
import { isOpen, knownFits, someFits, unnamedFits } from "./value-fits";

export function accountFits(condition: Condition, account: Belonging, context: BucketContext): Outcome {
  switch (account.kind) {
    case "known":
      return knownFits(condition, account.id, context.steps);
    case "unnamed":
      return unnamedFits(condition, context.steps, patternOfAccounts);
    case "unknown":
      return someFits(
        condition,
        context.steps,
        (id) => mayBeAccount(id, account.near, context),
        (pattern) => mayBeAccount(pattern, account.near, context),
      );
    case "none":
      return "no";
  }
}

/** Whether an account of which only is known how near it is can be the one that a text or pattern says. */
export function mayBeAccount(text: string, near: Nearness, context: BucketContext): Outcome {
  if (isOpen(text)) return "yes";
  const { accountId, members, outside, complete } = context;
  if (near === "own") return accountId === undefined ? "maybe" : includes(text, accountId) ? "yes" : "no";
  if (hasWildcard(text)) return patternOfAccounts(text) === "no" ? "no" : "maybe";
  if (!isAccountId(text) || text === accountId) return "no";
  if (near === "outside") return members.has(text) ? "no" : "maybe";
  return members.has(text) || !(complete || outside.has(text)) ? "maybe" : "no";
}

export const ACCOUNT_DIGITS = 12;

/** Whether a pattern takes in all account ids, some, or none. */
export function patternOfAccounts(pattern: string): "yes" | "can" | "no" {
  const fixed = pattern.replaceAll("*", "");
  const isTooLong = pattern === fixed ? fixed.length !== ACCOUNT_DIGITS : fixed.length > ACCOUNT_DIGITS;
  if (isTooLong || /[^\d?]/.test(fixed)) return "no";
  return /\d/.test(fixed) ? "can" : "yes";
}

/** Whether a caller of an account is of the one with this id. */
export function accountFitsOne(id: string, account: Belonging, context: BucketContext): Outcome {
  if (account.kind === "known") return account.id === id ? "yes" : "no";
  return account.kind === "unknown" ? mayBeAccount(id, account.near, context) : "no";
}
