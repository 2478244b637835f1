import type { Exception } from "@security-auto/assessment";
import type { ActionItem, Suppression } from "@security-auto/register";
import { excuseFor } from "../decide/excuse";
import { findingOf } from "../place";
import type { Attempt } from "../ports";

/** A bucket is written by few at a time: who loses this often was not stopped by others, but by a fault. */
const MOST_ROUNDS = 20;

/**
 * Has the bucket of an action left alone for a time: the findings of its invariants are suppressed, as open as the bucket was before the action.
 *
 * @throws what the register throws
 */
export async function suppress(action: ActionItem, exception: Exception, attempt: Attempt): Promise<void> {
  for (const invariant of action.invariants)
    await suppressOne(findingOf(action.remediation, invariant), action, exception, attempt);
}

async function suppressOne(
  finding: string,
  { remediation: { account, bucket, before } }: ActionItem,
  exception: Exception,
  { register, now }: Attempt,
): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { suppressions } = await register.besideActions(account, bucket);
    const standing = excuseFor(finding, before.atLeast, suppressions, now());
    if (standing !== undefined && standing.exception.until >= exception.until) return;
    const replaced = suppressions.find((one) => one.finding === finding);
    const next: Suppression = {
      item: "suppression",
      version: "1",
      account,
      bucket,
      finding,
      kind: "suppressed",
      exception,
      exposure: before.atLeast,
      since: new Date(now()).toISOString(),
      revision: (replaced?.revision ?? 0) + 1,
      expiresAt: Math.ceil(Date.parse(exception.until) / 1000),
    };
    if (await register.putSuppression(next)) return;
  }
  throw new Error(`others wrote the suppression of ${finding} ${MOST_ROUNDS} times in a row: ask again`);
}
