import type { Exposure, Verdict } from "@security-auto/assessment";
import type { BucketRow } from "@security-auto/report";
import { EXPOSURES, VERDICTS } from "../core/words";

/** A row by names, and its place among all. */
export interface Bucket {
  readonly row: number;
  readonly account: string;
  readonly bucket: string;
  readonly region: string;
  readonly verdict: Verdict;
  readonly atLeast: Exposure;
  readonly atMost: Exposure;
  readonly observedAt: string;
}

export function bucketOf(
  [account, bucket, region, verdict, atLeast, atMost, observedAt]: BucketRow,
  row: number,
): Bucket {
  return { row, account, bucket, region, verdict, atLeast, atMost, observedAt };
}

export const SORTS = ["worst", "name", "account", "region", "read"] as const;

export type Sort = (typeof SORTS)[number];

/** What buckets are looked for, and in which order. `""` leaves out none. */
export interface Looking {
  readonly text: string;
  readonly verdict: string;
  readonly exposure: string;
  readonly account: string;
  readonly sort: Sort;
}

const rank = ({ verdict, atLeast, atMost }: Bucket): number =>
  VERDICTS.indexOf(verdict) * 100 - EXPOSURES.indexOf(atLeast) * 10 - EXPOSURES.indexOf(atMost);

const BY: Readonly<Record<Sort, (one: Bucket, other: Bucket) => number>> = {
  worst: (one, other) => rank(one) - rank(other),
  name: (one, other) => compare(one.bucket, other.bucket),
  account: (one, other) => compare(one.account, other.account),
  region: (one, other) => compare(one.region, other.region),
  read: (one, other) => compare(other.observedAt, one.observedAt),
};

// Plain comparison: a locale's own would take a second for 100,000 rows.
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The buckets that are looked for. `exposure` is met where it cannot be excluded. */
export function bucketsFor(
  buckets: readonly Bucket[],
  { text, verdict, exposure, account, sort }: Looking,
): readonly Bucket[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const at = EXPOSURES.findIndex((each) => each === exposure);
  const found = buckets.filter(
    (each) =>
      (verdict === "" || each.verdict === verdict) &&
      (account === "" || each.account === account) &&
      (at === -1 || (EXPOSURES.indexOf(each.atLeast) <= at && at <= EXPOSURES.indexOf(each.atMost))) &&
      words.every(
        (word) => each.bucket.includes(word) || each.account.includes(word) || each.region.includes(word),
      ),
  );
  return found.sort((one, other) => BY[sort](one, other) || compare(one.bucket, other.bucket));
}

/** A value of a spreadsheet. One that a spreadsheet would take for a formula begins with an apostrophe. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The buckets as RFC 4180 has a table. */
export function csvOf(buckets: readonly Bucket[]): string {
  const lines = buckets.map((each) =>
    [each.account, each.bucket, each.region, each.verdict, each.atLeast, each.atMost, each.observedAt].map(
      cell,
    ),
  );
  const head = ["account", "bucket", "region", "verdict", "at least", "at most", "read at"];
  return [head, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}
