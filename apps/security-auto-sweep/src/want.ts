import type { Wanted } from "./messages";
import type { Ports, Sent } from "./ports";
import { sweepId } from "./sweep-id";

/** The message that asks for something, as SQS delivers it, once or more often. */
interface Asking {
  readonly messageId: string;
}

/** How long what was asked for waits for others that it makes unnecessary, and after how long it counts as lost, in seconds. */
const WAIT_SECONDS = 60;
const LOST_AFTER_SECONDS = 15 * 60;

export const scopeOf = (account: string | undefined): string => account ?? "organization";

/** Of the check of an account that waits. */
export const coverageScopeOf = (account: string): string => `coverage:${account}`;

/**
 * Has a sweep begin in a minute, unless one of the same scope waits already: that one will see what led to this.
 *
 * @throws what the register and the queue throw: the same message can be worked on again
 */
export async function want(
  { account, reason }: Pick<Wanted, "account" | "reason">,
  { messageId, sentAt }: Asking & { /** When it was sent, in ms since 1970. */ readonly sentAt: number },
  ports: Ports,
): Promise<void> {
  const startedAt = new Date(sentAt).toISOString();
  const sweep = sweepId(startedAt, messageId);
  const message = {
    version: "1",
    message: "start",
    sweep,
    startedAt,
    reason,
    waitedBy: messageId,
    ...(account !== undefined && { account }),
  } as const;
  const scope = scopeOf(account);
  if (await inAMinute(message, scope, messageId, ports))
    ports.logger.info("A sweep begins in a minute", { sweep, scope, reason });
  else ports.logger.info("No sweep is started: one of this scope waits already", { scope, reason });
}

/**
 * Has the coverage of an account checked in a minute, unless a check of it waits already: by then what was changed shows, and a change that
 * was put right at once is put right.
 *
 * @throws what the register and the queue throw: the same message can be worked on again
 */
export async function wantCoverage(
  { account, reason }: { readonly account: string; readonly reason: string },
  { messageId }: Asking,
  ports: Ports,
): Promise<void> {
  const message = { version: "1", message: "coverage", account, waitedBy: messageId } as const;
  if (await inAMinute(message, coverageScopeOf(account), messageId, ports))
    ports.logger.info("Coverage is checked in a minute", { account, reason });
  else
    ports.logger.info("Coverage is not checked once more: a check of the account waits already", {
      account,
      reason,
    });
}

/** Sends a message that comes in a minute, and answers whether it did: not where one of the same scope waits. */
export async function inAMinute(
  message: Sent["message"],
  scope: string,
  by: string,
  { register, send, now }: Pick<Ports, "register" | "send" | "now">,
): Promise<boolean> {
  const until = now() + LOST_AFTER_SECONDS * 1000;
  const waits = await register.wait(
    {
      item: "sweep-waiting",
      version: "1",
      scope,
      by,
      until: new Date(until).toISOString(),
      expiresAt: Math.ceil(until / 1000),
    },
    new Date(now()),
  );
  if (waits) await send([{ message, delaySeconds: WAIT_SECONDS }]);
  return waits;
}
