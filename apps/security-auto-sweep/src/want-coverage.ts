import type { Ports } from "./ports";
import { type Asking, LOST_AFTER_SECONDS, WAIT_SECONDS } from "./want";

/** Of the check of an account that waits. */
export const coverageScopeOf = (account: string): string => `coverage:${account}`;

/**
 * Has the coverage of an account checked in a minute, unless a check of it waits already: by then what was changed shows, and a change that
 * was put right at once is put right.
 *
 * @throws what the register and the queue throw: the same message can be worked on again
 */
export async function wantCoverage(
  { account, reason }: { readonly account: string; readonly reason: string },
  { messageId }: Pick<Asking, "messageId">,
  { register, send, now, logger }: Ports,
): Promise<void> {
  const until = now() + LOST_AFTER_SECONDS * 1000;
  const waits = await register.wait(
    {
      item: "sweep-waiting",
      version: "1",
      scope: coverageScopeOf(account),
      by: messageId,
      until: new Date(until).toISOString(),
      expiresAt: Math.ceil(until / 1000),
    },
    new Date(now()),
  );
  if (!waits) {
    logger.info("Coverage is not checked once more: a check of the account waits already", {
      account,
      reason,
    });
    return;
  }
  await send([
    {
      message: { version: "1", message: "coverage", account, waitedBy: messageId },
      delaySeconds: WAIT_SECONDS,
    },
  ]);
  logger.info("Coverage is checked in a minute", { account, reason });
}
