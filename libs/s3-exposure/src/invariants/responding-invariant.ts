import * as z from "zod/mini";
import { parseInput } from "../parse-input";
import type { Result } from "../result";
import { INVARIANT, LIST_OF_INVARIANTS, limitsSomething, namedOnce } from "./invariant";

const COUNT = "a whole number from 1 on";
const count = z.int({ error: COUNT }).check(z.positive(COUNT));

/** What the system may do about a violation, from least to most. */
export const RESPONSES = ["observe", "approve", "enforce"] as const;

export type Response = (typeof RESPONSES)[number];

const MODE = `one of ${RESPONSES.join(", ")}`;
const DURATION = 'a duration in hours or days, such as "PT24H" or "P7D"';

const respondSchema = z.strictObject({
  mode: z
    .enum(RESPONSES, { error: MODE })
    .check(
      z.describe(
        "observe: plans and writes nothing. approve: writes when somebody approves. enforce: writes by itself.",
      ),
    ),
  after: z.exactOptional(
    z
      .string({ error: DURATION })
      .check(
        z.regex(/^(?:P\d+D|PT\d+H)$/, DURATION),
        z.describe("How long a violation may stand before it is enforced."),
      ),
  ),
  perAccountPerHour: z.exactOptional(count.check(z.describe("Default: 20."))),
  perOrganizationPerHour: z.exactOptional(count.check(z.describe("Default: 100."))),
});

const respondingInvariantSchema = z
  .strictObject({
    ...INVARIANT,
    respond: z.exactOptional(
      respondSchema.check(z.describe("What is done about a violation. Default: observe.")),
    ),
  })
  .check(limitsSomething);

/**
 * A list of invariants, each with its own name and what is done about a violation. Environment files are held to it when the stack is
 * synthesized; the function that judges is configured without the responses, and holds its configuration to the rest again at its start.
 *
 * @example
 * ```json
 * [
 *   {
 *     "name": "sensitive-stays-inside",
 *     "when": { "tags": { "classification": "sensitive" } },
 *     "exposure": "organization",
 *     "respond": { "mode": "observe" },
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
export const respondingInvariantsSchema = z
  .array(respondingInvariantSchema, LIST_OF_INVARIANTS)
  .check(namedOnce);

/** A limit on the exposure of some buckets, and what is done where they exceed it. */
export type RespondingInvariant = z.output<typeof respondingInvariantSchema>;

/** Checks a list of invariants; each issue names its field. */
export function parseInvariants(input: unknown): Result<readonly RespondingInvariant[]> {
  return parseInput(respondingInvariantsSchema, input);
}
