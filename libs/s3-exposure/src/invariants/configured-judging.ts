import * as z from "zod/mini";
import type { Organization } from "../bucket-facts";
import { parseInput } from "../parse-input";
import type { Result } from "../result";
import { DEFAULT_INVARIANTS } from "./default-invariants";
import { accountId, type Invariant, invariantsSchema, text } from "./invariant";

/** By what buckets are judged in an environment. */
export interface ConfiguredJudging {
  /** Absent: not known. */
  readonly organization?: Organization;
  readonly invariants: readonly Invariant[];
}

/** All that an environment decides of the function that judges. */
export interface JudgeConfiguration extends ConfiguredJudging {
  /** Name of the function's own role, for messages about what it lacks. */
  readonly role: string;
  /** Name of the role to assume in member accounts. */
  readonly readRole: string;
  /** Name of the event bus that assessments are put on. Absent: there is none. */
  readonly privateBus?: string;
  /** Whether AWS Organizations is asked about accounts that a verdict depends on. Absent: it is not. */
  readonly lookup?: boolean;
}

/** The organization, as the stack writes it into the configuration of a function. */
export const organizationSchema = z.strictObject({
  id: text,
  accounts: z.exactOptional(z.array(accountId)),
  accountsComplete: z.exactOptional(z.boolean()),
});

const schema = z.strictObject({
  role: text,
  readRole: text,
  privateBus: z.exactOptional(text),
  lookup: z.exactOptional(z.boolean()),
  organization: z.exactOptional(organizationSchema),
  /** Without them the default ones hold. */
  invariants: z.exactOptional(invariantsSchema),
});

/**
 * The configuration as the stack writes it into a file beside the function's code.
 *
 * @example
 * ```json
 * {
 *   "role": "lambda-slaw-s3",
 *   "readRole": "security-auto-s3-read",
 *   "organization": { "id": "o-exampleorg1", "accounts": ["111122223333"], "accountsComplete": true }
 * }
 * ```
 */
export type JudgeConfigurationFile = z.input<typeof schema>;

/** Checks the content of that file; each issue names its field. */
export function parseJudgeConfiguration(input: unknown): Result<JudgeConfiguration> {
  const parsed = parseInput(schema, input);
  if (!parsed.success) return parsed;
  const { invariants = DEFAULT_INVARIANTS, ...rest } = parsed.data;
  return { success: true, data: { ...rest, invariants } };
}
