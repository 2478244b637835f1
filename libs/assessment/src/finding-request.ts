import * as z from "zod/mini";
import { askerSchema, exposureSchema, versionSchema, wordsSchema } from "./parts";

/**
 * What an operator asks `security-auto-findings` for, by invoking it: the payload of `lambda:InvokeFunction`.
 *
 * `accept`: it is meant to be so; the finding is closed until then. `suppress`: it stays open, and nobody is mailed until then, unless
 * the bucket becomes more open.
 *
 * @example
 * ```json
 * {
 *   "version": "1",
 *   "request": "accept",
 *   "finding": "444455556666:ledger-archive:nothing-public",
 *   "owner": "noor@example.com",
 *   "reason": "public downloads, reviewed",
 *   "expires": "2026-04-01",
 *   "exposure": "external",
 *   "by": "arn:aws:iam::111122223333:user/noor"
 * }
 * ```
 */
export const findingRequestSchema = z.strictObject({
  version: versionSchema,
  request: z.enum(["accept", "suppress"]),
  /** Its id. */
  finding: wordsSchema(512),
  /** Who answers for it. */
  owner: wordsSchema(200),
  reason: wordsSchema(1000),
  /** A date, which counts to its end in UTC, or a time with its zone. */
  expires: z.string(),
  /**
   * How open the bucket certainly was when who asks looked, as the finding's `exposure.atLeast` says: refused where it is more open now.
   * Absent: what it is now counts, seen or not.
   */
  exposure: z.optional(exposureSchema),
  by: askerSchema,
});

export type FindingRequest = z.infer<typeof findingRequestSchema>;

/** So long at most may somebody answer for a finding, in days, before it has to be looked at again. */
const MOST_DAYS = 400;
const DAY_MS = 24 * 60 * 60 * 1000;

const DATE = /^\d{4}-\d{2}-\d{2}/;
/** What may follow a date: hours and minutes, seconds where they are given, and the zone. */
const CLOCK = /^T\d{2}:\d{2}[:.\d]{0,7}(?:Z|[+-]\d{2}:\d{2})$/;

/** The end of a date or the time in a text, as `until` says it; or why it is none. */
export function untilOf(
  expires: string,
  now: Date,
): { readonly success: true; readonly data: string } | { readonly success: false; readonly error: string } {
  const [date = ""] = DATE.exec(expires) ?? [];
  const clock = expires.slice(date.length);
  const at = Date.parse(clock === "" ? `${date}T23:59:59.999Z` : expires);
  if (Number.isNaN(at) || !isOfCalendar(date) || (clock !== "" && !CLOCK.test(clock)))
    return refused("expected a date such as 2026-04-01, or a time such as 2026-04-01T12:00:00Z");
  if (at <= now.getTime()) return refused("expected a time in the future");
  if (at > now.getTime() + MOST_DAYS * DAY_MS) return refused(`expected a time in at most ${MOST_DAYS} days`);
  return { success: true, data: new Date(at).toISOString() };
}

const refused = (error: string) => ({ success: false, error }) as const;

/** `Date.parse` takes 30 February for 2 March. */
function isOfCalendar(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
