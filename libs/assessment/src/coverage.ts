import * as z from "zod/mini";
import { accountIdSchema, text, timeSchema, versionSchema } from "./parts";

/** What is checked of an account and each of its regions. */
export const COVERAGE_CHECKS = [
  /** The role that reads buckets can be assumed. */
  "read-role",
  /** Changes of buckets are forwarded: the rule is there, enabled, and has our pattern and target. */
  "forwarding-rule",
  /** The same of the calls that would end the forwarding unseen. */
  "tampering-rule",
  /** The roles of both rules may put events on the central bus. */
  "forwarding-role",
  /** Nothing lies in the queue of what could not be forwarded. */
  "forwarding-queue",
  /** A trail that is on logs the calls: without one, no call becomes an event. */
  "trail",
  /** Where there are buckets, changes are forwarded at all. */
  "watched",
  /** What the account sends again and again came as far as the register: all of the way works, whatever it is made of. */
  "heartbeat",
] as const;

export type CoverageCheck = (typeof COVERAGE_CHECKS)[number];

/** The place of what an account has once, whatever the region. */
export const GLOBAL_PLACE = "global";

export const checkResultSchema = z.object({
  /** `unknown`: the check could not be made. */
  result: z.enum(["ok", "wrong", "unknown"]),
  /** Absent only where the result is `ok`. */
  because: z.optional(z.string()),
  /** A command that puts it right, to be run in the account; absent where there is none. */
  mend: z.optional(z.string()),
});

export type CheckResult = z.infer<typeof checkResultSchema>;

const resultSchema = z.optional(checkResultSchema);

/** Each check by its name; one that was not made is absent. */
export const checksSchema = z.object({
  "read-role": resultSchema,
  "forwarding-rule": resultSchema,
  "tampering-rule": resultSchema,
  "forwarding-role": resultSchema,
  "forwarding-queue": resultSchema,
  trail: resultSchema,
  watched: resultSchema,
  heartbeat: resultSchema,
} satisfies Record<CoverageCheck, typeof resultSchema>);

export type CoverageChecks = z.infer<typeof checksSchema>;

/** The checks that were made, in the order of {@link COVERAGE_CHECKS}. */
export function checksMade(checks: CoverageChecks): readonly (readonly [CoverageCheck, CheckResult])[] {
  return COVERAGE_CHECKS.flatMap((check) => {
    const result = checks[check];
    return result === undefined ? [] : [[check, result] as const];
  });
}

/**
 * The detail of "S3 Coverage Checked": whether changes in an account are seen, and its buckets can be read.
 *
 * @example {@link COVERAGE_EXAMPLE}
 */
export const coverageSchema = z.object({
  version: versionSchema,
  accountId: accountIdSchema,
  checkedAt: timeSchema,
  /** The id of the sweep that checked it; absent where no sweep did. */
  sweep: z.optional(/* @__PURE__ */ text(/^[\s\S]{1,128}$/)),
  /**
   * Whether these are all the places that count of the account: then what is known of another one is of no more interest. Not where it is
   * not known in which regions the account has buckets.
   */
  complete: z.boolean(),
  places: z.readonly(
    z.array(
      z.object({
        /** A region, or `global` for what the account has once. */
        region: /* @__PURE__ */ text(/^(?:global|[a-z]{2,5}-[a-z-]{2,20}-\d{1,2})$/),
        checks: checksSchema,
      }),
    ),
  ),
});

export type Coverage = z.infer<typeof coverageSchema>;
