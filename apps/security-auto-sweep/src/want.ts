import type { Wanted } from "./messages";
import type { Ports } from "./ports";
import { sweepId } from "./sweep-id";

/** The message that asks for a sweep, as SQS delivers it, once or more often. */
export interface Asking {
  readonly messageId: string;
  /** When it was sent, in ms since 1970. */
  readonly sentAt: number;
}

/** How long a sweep waits for others that it makes unnecessary, and after how long one counts as lost, in seconds. */
export const WAIT_SECONDS = 60;
export const LOST_AFTER_SECONDS = 15 * 60;

/**
 * Has a sweep begin in a minute, unless one of the same scope waits already: that one will see what led to this.
 *
 * @throws what the register and the queue throw: the same message can be worked on again
 */
export async function want(
  { account, reason }: Pick<Wanted, "account" | "reason">,
  { messageId, sentAt }: Asking,
  { register, send, now, logger }: Ports,
): Promise<void> {
  const startedAt = new Date(sentAt).toISOString();
  const sweep = sweepId(startedAt, messageId);
  const until = now() + LOST_AFTER_SECONDS * 1000;
  const waits = await register.wait(
    {
      item: "sweep-waiting",
      version: "1",
      scope: scopeOf(account),
      by: messageId,
      until: new Date(until).toISOString(),
      expiresAt: Math.ceil(until / 1000),
    },
    new Date(now()),
  );
  if (!waits) {
    logger.info("No sweep is started: one of this scope waits already", { scope: scopeOf(account), reason });
    return;
  }
  await send([
    {
      message: {
        version: "1",
        message: "start",
        sweep,
        startedAt,
        reason,
        waitedBy: messageId,
        ...(account !== undefined && { account }),
      },
      delaySeconds: WAIT_SECONDS,
    },
  ]);
  logger.info("A sweep begins in a minute", { sweep, scope: scopeOf(account), reason });
}

export const scopeOf = (account: string | undefined): string => account ?? "organization";
