import type { Remediation } from "@security-auto/assessment";
import type { InvalidInput } from "@security-auto/handler";
import type { Control } from "@security-auto/register";

/** What an operator is answered. */
export interface Answer {
  /** As it stands then. */
  readonly action?: Remediation;
  /** How what was asked for ended. `changed`: the bucket is not what was planned for, and nothing was written. */
  readonly outcome?: "applied" | "failed" | "refused" | "changed" | "undone" | "differs";
  /** What was changed since an action, where it is not undone because of that. */
  readonly differences?: readonly string[];
  /** Whether remediation may write. `at` and `by` are absent where nobody ever switched it. */
  readonly enforcement?: Pick<Control, "value"> & Partial<Pick<Control, "at" | "by">>;
}

/** What was asked for cannot be done: why, and what to do. */
export const refusal = (message: string): InvalidInput => ({
  kind: "invalid",
  error: message,
  issues: [{ path: "action", message }],
});
