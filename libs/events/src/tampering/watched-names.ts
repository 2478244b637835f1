import * as z from "zod/mini";

const names = z.readonly(z.array(z.string().check(z.minLength(1))));

/** What of ours is watched, by name. */
export const watchedNamesSchema = z.strictObject({
  /** Of the rules that forward changes, on default event buses. */
  forwardingRules: names,
  /** Of the rules that forward the calls which end that. */
  tamperingRules: names,
  /** Of the queues of what could not be forwarded. */
  queues: names,
  /** Of the roles in which accounts are read. */
  readRoles: names,
  /** What the names of the rules' roles begin with, before `-` and a region. */
  forwardingRoles: names,
});

export type WatchedNames = z.infer<typeof watchedNamesSchema>;
