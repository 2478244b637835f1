import type { Branch } from "./branch";

/** `security-auto-sweep` uses all that it may do: add a branch for each action that these do not use. */
export const SWEEP_BRANCHES: readonly Branch[] = [];
