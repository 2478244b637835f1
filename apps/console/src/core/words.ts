import type { Exposure } from "@security-auto/assessment";

/** From least to most. */
export const EXPOSURES = [
  "private",
  "organization",
  "external",
  "public",
] as const satisfies readonly Exposure[];

export const VERDICTS = ["violates", "unknown", "holds"] as const;

export const VERDICT_IN_WORDS = {
  violates: "violates an invariant",
  unknown: "not known",
  holds: "as it should be",
} as const;

export const exposureInWords = (atLeast: Exposure, atMost: Exposure): string =>
  atLeast === atMost ? atLeast : `between ${atLeast} and ${atMost}`;

const WHO = {
  private: "the bucket owner's account and AWS services",
  organization: "accounts of the organization",
  external: "others outside the organization, but a known set of them",
  public: "anyone",
} as const satisfies Readonly<Record<Exposure, string>>;

/** Who can access a bucket, in a sentence. */
export function accessInWords(atLeast: Exposure, atMost: Exposure): string {
  return atLeast === atMost
    ? `Who can access it: ${WHO[atLeast]}.`
    : `Who can certainly access it: ${WHO[atLeast]}. What could be read does not exclude more: up to ${WHO[atMost]}.`;
}

const number = new Intl.NumberFormat("en-US");

export const counted = (count: number): string => number.format(count);

/** `1 bucket`, `2 buckets`. */
export const many = (count: number, what: string): string =>
  `${counted(count)} ${what}${count === 1 ? "" : "s"}`;

/** `2026-03-04 09:14 UTC`, whatever the browser's own language and zone are. */
export const timeInWords = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something has lasted: `5 minutes`, `3 hours`, `12 days`. */
export function ageInWords(from: string, until: string): string {
  const age = Math.max(0, Date.parse(until) - Date.parse(from));
  if (age < HOUR) return many(Math.floor(age / MINUTE), "minute");
  if (age < 2 * DAY) return many(Math.floor(age / HOUR), "hour");
  return many(Math.floor(age / DAY), "day");
}
