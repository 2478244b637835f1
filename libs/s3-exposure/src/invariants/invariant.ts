import { readTime } from "@security-auto/iam-policy";
import * as z from "zod/mini";
import { EXPOSURES } from "../exposure";

export const text = z.string({ error: "a text" }).check(z.minLength(1, "a text that is not empty"));

const ACCOUNT = "an account id is a string of 12 digits";
export const accountId = z.string({ error: ACCOUNT }).check(z.regex(/^\d{12}$/, ACCOUNT));

/** Whether a text is a day (`2026-12-31`) or a time in UTC (`2026-12-31T17:00:00Z`) that the calendar has. */
const isDayOrUtc = (value: string): boolean =>
  readTime(value) !== undefined && /^\d{4}-\d\d-\d\d$|Z$/.test(value);

const texts = z.union([text, z.array(text).check(z.minLength(1, "at least one"))], {
  error: "a text, or a list of texts",
});

const DATE = 'a date, such as "2026-12-31"';

const exceptionSchema = z
  .strictObject({
    bucket: z.exactOptional(text.check(z.describe("A bucket's name, or a pattern of names with *."))),
    account: z.exactOptional(
      accountId.check(
        z.describe("The account of the buckets, or another account, which may have access to them."),
      ),
    ),
    owner: text.check(z.describe("Who answers for it.")),
    reason: text,
    expires: z
      .string({ error: DATE })
      .check(
        z.refine(isDayOrUtc, DATE),
        z.describe("The last day on which it counts, in UTC, or a point in time."),
      ),
  })
  .check(
    z.refine(
      ({ bucket, account }) => bucket !== undefined || account !== undefined,
      "a bucket or an account has to be named: an exception for everything is no exception",
    ),
  );

const conditionsSchema = z.strictObject({
  /** Tag key to value, or to several values of which one is enough; `*` stands for anything. */
  tags: z.exactOptional(z.record(z.string(), texts)),
  accounts: z.exactOptional(z.array(accountId).check(z.minLength(1, "at least one"))),
  /** Names, or patterns of names with `*`. */
  buckets: z.exactOptional(texts),
});

const NAME = "a text of 1 to 128 characters that does not begin with @";

const EXPOSURE = `one of ${EXPOSURES.join(", ")}`;

/** What an invariant says of whom it is about, and how they are limited. */
export const INVARIANT = {
  /** Such as `sensitive-stays-inside`. It is part of the ids of findings, and what begins with `@` stands for other kinds of them. */
  name: z.string({ error: "a text" }).check(z.regex(/^[^@].{0,127}$/u, NAME)),
  when: z.exactOptional(
    conditionsSchema.check(z.describe("The buckets it is about: those that meet all of it. Default: all.")),
  ),
  exposure: z.exactOptional(
    z
      .enum(EXPOSURES, { error: EXPOSURE })
      .check(z.describe("The widest exposure that such a bucket may have.")),
  ),
  objects: z.exactOptional(
    z
      .literal("not-public", { error: '"not-public"' })
      .check(z.describe("That no object can be opened to anyone by an ACL of its own.")),
  ),
  except: z.exactOptional(z.array(exceptionSchema)),
} as const;

/** An invariant limits something. */
export const limitsSomething = z.superRefine<{
  readonly exposure?: string | undefined;
  readonly objects?: string | undefined;
}>(({ exposure, objects }, context) => {
  if (exposure === undefined && objects === undefined)
    context.addIssue({ code: "custom", input: exposure, path: ["exposure"], message: EXPOSURE });
});

/** Each invariant has its own name. */
export const namedOnce = z.superRefine<readonly { readonly name: string }[]>((invariants, context) => {
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
});

export const LIST_OF_INVARIANTS = { error: "a list of invariants" } as const;

const invariantSchema = z.strictObject(INVARIANT).check(limitsSomething);

/** A list of invariants, as the function that judges is configured with. */
export const invariantsSchema = z.array(invariantSchema, LIST_OF_INVARIANTS).check(namedOnce);

/** A limit on the exposure of some buckets. */
export type Invariant = z.output<typeof invariantSchema>;

/**
 * A bucket, or all buckets of an account, that an invariant does not hold to its limit, for a time; or an account outside, which may have access.
 */
export type InvariantException = z.output<typeof exceptionSchema>;
