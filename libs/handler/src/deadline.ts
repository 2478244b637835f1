import { setMaxListeners } from "node:events";

/** How long before Lambda's own time-out the work has to stop, in ms: enough to log, answer and flush. */
export const DEADLINE_MARGIN_MS = 500;

/** The work did not end before the deadline. Lambda sees a failed attempt, retries, and at last sends the event to the failure queue. */
export class DeadlineExceededError extends Error {
  override readonly name = "DeadlineExceededError";

  /** @param budgetMs - how long the work was given, in ms */
  constructor(readonly budgetMs: number) {
    super(
      `The work was not done within its ${budgetMs} ms, ${DEADLINE_MARGIN_MS} ms before the function times out. ` +
        "Raise the function's timeout, or look for what kept the calls waiting.",
    );
  }
}

/**
 * Runs `work` until `DEADLINE_MARGIN_MS` before Lambda would end the function. At that moment the signal is aborted, and the
 * returned promise rejects even if the work ignores the signal.
 *
 * @param remainingMs - what `context.getRemainingTimeInMillis()` says, in ms
 * @throws DeadlineExceededError (also the signal's reason) when the time is over; else whatever `work` throws
 */
export async function withDeadline<T>(
  remainingMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const budgetMs = Math.max(0, remainingMs - DEADLINE_MARGIN_MS);
  const controller = new AbortController();
  // Each call and each retry listens to this one signal; from the 11th listener on, Node 20 warns of a leak.
  setMaxListeners(0, controller.signal);
  const expired = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => {
      reject(new DeadlineExceededError(budgetMs));
    });
  });
  const timer = setTimeout(() => {
    controller.abort(new DeadlineExceededError(budgetMs));
  }, budgetMs);
  try {
    return await Promise.race([expired, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
  }
}
