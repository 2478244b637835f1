/** Tells a command to come to an end that would leave something behind if the process ended where it is. */
export interface Interruption {
  /** Aborted by Ctrl-C, SIGTERM, SIGHUP, or when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Whether it was aborted because nobody reads the output any more. */
  readonly isUnread: () => boolean;
  /** Nothing is left behind from now on: the process may end anywhere. */
  readonly release: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const UNREAD = "nobody reads the output";

/** Of the commands that are under way. */
const controllers = new Set<AbortController>();

/** From now on until `release`, none of these ends the process: whoever calls does, as soon as it can. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => {
    controller.abort();
  };
  controllers.add(controller);
  // Not `once`: one Ctrl-C comes twice, from the terminal and from npm.
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal,
    isUnread: () => signal.reason === UNREAD,
    release: () => {
      controllers.delete(controller);
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}

/** Nobody reads the output any more (`| head`): ends the process at once, or tells the commands that end it themselves. */
export function endUnread(): void {
  if (controllers.size === 0) process.exit(0);
  for (const controller of controllers) controller.abort(UNREAD);
}
