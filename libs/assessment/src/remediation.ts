import * as z from "zod/mini";
import { accountIdSchema, exposureIntervalSchema, timeSchema, versionSchema } from "./parts";

/** A call as S3's API takes it: its name, and its parameters (a policy as a JSON string). */
const callSchema = z.object({ call: z.string(), parameters: z.readonly(z.record(z.string(), z.unknown())) });

const stepSchema = z.extend(callSchema, { because: z.string() });

/**
 * The detail of "S3 Remediation Changed": a remediation as it stands after one transition.
 *
 * @example {@link REMEDIATION_EXAMPLE}
 */
export const remediationSchema = z.object({
  version: versionSchema,
  /** The same through all transitions of one remediation. */
  id: z.string(),
  status: z.enum(["planned", "applied", "failed", "undone", "refused"]),
  account: accountIdSchema,
  region: z.string(),
  bucket: z.string(),
  /** The invariant that is violated. */
  invariant: z.string(),
  /** The finding that it answers. */
  finding: z.optional(z.string()),
  /** When this transition happened. */
  at: timeSchema,
  respond: z.enum(["observe", "approve", "enforce"]),
  steps: z.readonly(z.array(stepSchema)),
  before: exposureIntervalSchema,
  /** What the judge says of the bucket after the steps. */
  after: exposureIntervalSchema,
  /** Who loses access, in words. */
  stops: z.readonly(z.array(z.string())),
  undo: z.readonly(z.array(callSchema)),
  /** Why nothing was written yet, or why it failed or was refused. */
  because: z.optional(z.string()),
  /** Only where it is planned and a deadline runs: when it is applied at the earliest. */
  notBefore: z.optional(timeSchema),
  /** Who approved it, or had it undone. */
  requested: z.optional(
    z.object({
      /** The ARN of who asked, as the request said. */
      by: z.string(),
      owner: z.optional(z.string()),
      reason: z.optional(z.string()),
    }),
  ),
});

export type Remediation = z.infer<typeof remediationSchema>;
