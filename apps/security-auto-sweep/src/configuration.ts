import { accountIdSchema } from "@security-auto/assessment";
import { coverageSettingsSchema } from "@security-auto/coverage";
import { parse } from "@security-auto/events";
import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

const schema = z.strictObject({
  /** Name of the function's own role. */
  role: text,
  /** Name of the role in which a member account's buckets are listed. */
  readRole: text,
  /** Name of the table. */
  table: text,
  /** Name of the event bus that requests and results are put on. */
  privateBus: text,
  /** Name of the function's own queue. */
  queue: text,
  /** The accounts that are swept, unless Organizations is asked. */
  accounts: z.readonly(z.array(accountIdSchema).check(z.minLength(1))),
  /** Whether Organizations is asked which accounts there are. */
  lookup: z._default(z.boolean(), false),
  /** What is expected of the accounts that are watched. */
  coverage: coverageSettingsSchema,
  bucketsPerSecondPerAccount: z._default(z.int().check(z.positive()), 5),
});

/** What an environment decides of the function. */
export type SweepConfiguration = z.infer<typeof schema>;

/** Checks the content of the function's configuration file; each issue names its field. */
export function parseSweepConfiguration(value: unknown) {
  return parse(schema, value);
}
