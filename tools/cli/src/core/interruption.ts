/** Asks a command to come to an end that would leave something behind if the process ended where it is. */
export interface Interruption {
  /** Aborted by Ctrl-C, SIGTERM, SIGHUP, or when the output leads nowhere any more. */
  readonly signal: AbortSignal;
  /** Whether the output leads nowhere any more: nobody reads it, or it cannot be written. */
  readonly isUnread: () => boolean;
  /** The work has come to its end: from now on signals are ignored, so that the process says how it ended and ends by itself. */
  readonly release: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One Ctrl-C comes twice, from the terminal and from npm, within ms: what comes later than this is meant. */
const REPEATED_MS = 1000;

/** What notifies the commands under way that the output leads nowhere any more. */
const underWay = new Set<() => void>();

/**
 * From now on none of these ends the process: whoever calls does, as soon as it can. Only a signal that comes a second or more
 * after the first, and before `release`, does so at once, with exit code 1.
 *
 * @param left - what is left behind then, for a person; written to standard error
 */
export function interruption(left: string): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  let signalledAt = Infinity;
  let isUnread = false;
  let isReleased = false;
  const stop = () => {
    if (isReleased) return;
    if (performance.now() - signalledAt >= REPEATED_MS) {
      process.stderr.write(`stopped at once: ${left}\n`);
      process.exit(1);
    }
    signalledAt = Math.min(signalledAt, performance.now());
    controller.abort();
  };
  const stopUnread = () => {
    isUnread = true;
    controller.abort();
  };
  underWay.add(stopUnread);
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal,
    isUnread: () => isUnread,
    release: () => {
      underWay.delete(stopUnread);
      isReleased = true;
    },
  };
}

/**
 * The output leads nowhere any more.
 *
 * @returns whether there are commands under way, which end themselves; otherwise the process may end at once
 */
export function notifyUnread(): boolean {
  for (const stopUnread of underWay) stopUnread();
  return underWay.size > 0;
}
