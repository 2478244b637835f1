import type { Trace, TraceParts } from "./trace";

/** The same lists, open for writing. */
export type OpenParts = { -readonly [Name in keyof TraceParts]: TraceParts[Name][number][] };

/** The parts of a trace of which nothing came. */
export function emptyParts(): OpenParts {
  return {
    invocations: [],
    notifications: [],
    imports: [],
    deadLetters: [],
    messages: [],
    alarms: [],
    denied: [],
    faults: [],
    lost: [],
    followUps: [],
  };
}

/** A trace and those of all that its event set off, in order. */
export function withFollowUps(trace: Trace): readonly Trace[] {
  return [trace, ...trace.followUps.flatMap(withFollowUps)];
}

/**
 * Runs every job at once, each with parts of its own, and appends these in the order of the jobs: a trace reads the
 * same however the jobs raced.
 */
export async function inOrder(
  into: OpenParts,
  jobs: readonly ((parts: OpenParts) => Promise<void>)[],
): Promise<void> {
  const all = await Promise.all(
    jobs.map(async (job) => {
      const parts = emptyParts();
      await job(parts);
      return parts;
    }),
  );
  for (const parts of all) append(into, parts);
}

/** Appends what calls led to, when all of it has ended, in the order of the calls. */
export async function appendEffects(into: OpenParts, effects: readonly Promise<TraceParts>[]): Promise<void> {
  for (const parts of await Promise.all(effects)) append(into, parts);
}

function append(into: OpenParts, parts: TraceParts): void {
  into.invocations.push(...parts.invocations);
  into.notifications.push(...parts.notifications);
  into.imports.push(...parts.imports);
  into.deadLetters.push(...parts.deadLetters);
  into.messages.push(...parts.messages);
  into.alarms.push(...parts.alarms);
  into.denied.push(...parts.denied);
  into.faults.push(...parts.faults);
  into.lost.push(...parts.lost);
  into.followUps.push(...parts.followUps);
}
