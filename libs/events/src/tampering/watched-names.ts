/** What of ours is watched, by name. */
export interface WatchedNames {
  /** Of the rules that forward changes, on default event buses. */
  readonly forwardingRules: readonly string[];
  /** Of the rules that forward the calls which end that. */
  readonly tamperingRules: readonly string[];
  /** Of the queues of what could not be forwarded. */
  readonly queues: readonly string[];
  /** Of the roles in which accounts are read. */
  readonly readRoles: readonly string[];
  /** What the names of the rules' roles begin with, before `-` and a region. */
  readonly forwardingRoles: readonly string[];
}
