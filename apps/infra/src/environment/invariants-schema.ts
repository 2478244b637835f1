import * as z from "zod";

/** How far a bucket may be reached, from nearest to furthest. */
const EXPOSURES = ["private", "organization", "external", "public"] as const;

const text = z.string({ error: "a text" }).min(1, "a text that is not empty");
const accountId = z
  .string({ error: "an account id is a string of 12 digits" })
  .regex(/^\d{12}$/, "an account id is a string of 12 digits");
const texts = z.union([text, z.array(text).min(1, "at least one")], { error: "a text, or a list of texts" });

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const exceptionSchema = z
  .strictObject({
    bucket: text.exactOptional().describe("A bucket's name, or a pattern of names with *."),
    account: accountId.exactOptional(),
    owner: text.describe("Who answers for it."),
    reason: text,
    expires: z
      .string({ error: 'a date, such as "2026-12-31"' })
      .refine((expires) => (DAY.test(expires) || TIME.test(expires)) && !Number.isNaN(Date.parse(expires)), {
        error: 'a date, such as "2026-12-31"',
      })
      .describe("The last day on which it counts, in UTC, or a point in time."),
  })
  .refine(({ bucket, account }) => bucket !== undefined || account !== undefined, {
    error: "a bucket or an account has to be named: an exception for everything is no exception",
  });

const invariantSchema = z.strictObject({
  name: text,
  when: z
    .strictObject({
      tags: z.record(z.string(), texts).exactOptional(),
      accounts: z.array(accountId).min(1, "at least one").exactOptional(),
      buckets: texts.exactOptional(),
    })
    .exactOptional()
    .describe("The buckets it is about: those that meet all of it. Default: all."),
  exposure: z
    .enum(EXPOSURES, { error: `one of ${EXPOSURES.join(", ")}` })
    .describe("The furthest such a bucket may be reached."),
  except: z.array(exceptionSchema).exactOptional(),
});

/**
 * The invariants of an environment file, each with a name of its own. The function checks them again at its start with the schema of
 * `libs/s3-access`, which stays out of the CDK app with its SDK clients; a spec holds the two to the same answers.
 */
export const invariantsSchema = z
  .array(invariantSchema, { error: "a list of invariants" })
  .superRefine((invariants, context) => {
    const names = new Set<string>();
    for (const [index, { name }] of invariants.entries()) {
      if (names.has(name)) {
        context.addIssue({
          code: "custom",
          input: name,
          path: [index, "name"],
          message: `the name "${name}" is taken by an invariant above`,
        });
      }
      names.add(name);
    }
  });
