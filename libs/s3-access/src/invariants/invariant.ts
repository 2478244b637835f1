import * as z from "zod/mini";
import { EXPOSURES } from "../exposure";

const text = z.string().check(z.minLength(1, "expected a text that is not empty"));

const accountId = z.string().check(z.regex(/^\d{12}$/, "expected an account id of 12 digits"));

const texts = z.union([text, z.array(text).check(z.minLength(1, "expected at least one"))]);

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const exceptionSchema = z
  .strictObject({
    /** A bucket's name, or a pattern of names with `*`. */
    bucket: z.optional(text),
    account: z.optional(accountId),
    /** Who answers for it. */
    owner: text,
    reason: text,
    /** The last day on which it counts, in UTC (`2026-12-31`), or a point in time (`2026-12-31T17:00:00Z`). */
    expires: z
      .string()
      .check(
        z.refine(
          (expires) => (DAY.test(expires) || TIME.test(expires)) && !Number.isNaN(Date.parse(expires)),
          'expected a date, such as "2026-12-31"',
        ),
      ),
  })
  .check(
    z.refine(
      ({ bucket, account }) => bucket !== undefined || account !== undefined,
      "expected a bucket or an account: an exception for everything is no exception",
    ),
  );

const invariantSchema = z.strictObject({
  /** Such as `sensitive-stays-inside`. */
  name: text,
  /** To which buckets it applies: those that meet all that is given here. Absent: to all. */
  when: z.optional(
    z.strictObject({
      /** Tag key to value, or to several values of which one is enough; `*` stands for anything. */
      tags: z.optional(z.record(z.string(), texts)),
      accounts: z.optional(z.array(accountId).check(z.minLength(1, "expected at least one"))),
      /** Names, or patterns of names with `*`. */
      buckets: z.optional(texts),
    }),
  ),
  /** The furthest such a bucket may be reached. */
  exposure: z.enum(EXPOSURES),
  except: z.optional(z.array(exceptionSchema)),
});

/**
 * A list of invariants, each with its own name.
 *
 * @example
 * ```json
 * [
 *   {
 *     "name": "sensitive-stays-inside",
 *     "when": { "tags": { "classification": "sensitive" } },
 *     "exposure": "organization",
 *     "except": [
 *       {
 *         "bucket": "tidepool-audit-share",
 *         "owner": "security@example.com",
 *         "reason": "The auditors read it from their own account until the audit is over",
 *         "expires": "2026-12-31"
 *       }
 *     ]
 *   }
 * ]
 * ```
 */
export const invariantsSchema = z.array(invariantSchema).check(
  z.superRefine((invariants, context) => {
    const names = new Set<string>();
    invariants.forEach(({ name }, index) => {
      if (names.has(name))
        context.addIssue({
          code: "custom",
          input: name,
          path: [index, "name"],
          message: `the name "${name}" is taken by an invariant above`,
        });
      names.add(name);
    });
  }),
);

/** A limit on how far some buckets may be reached. */
export type Invariant = z.output<typeof invariantSchema>;

/** A bucket or an account that an invariant does not hold to its limit, for a time. */
export type InvariantException = z.output<typeof exceptionSchema>;
