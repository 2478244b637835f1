import type { BucketDetail, BucketRow, Report } from "@security-auto/report";

/** A report, and what is known of each of its buckets, in the same order. */
export interface Reported {
  readonly report: Report;
  readonly details: readonly BucketDetail[];
}

/** What a report says of itself. */
export type About = Pick<Report, "madeAt" | "origin" | "environment" | "organizationId" | "invariants">;

/** A bucket as it is collected. */
export interface ReportedBucket {
  readonly row: BucketRow;
  readonly detail: BucketDetail;
}

/** Rows and details in one order: by account and name. */
export function inOrder(buckets: readonly ReportedBucket[]) {
  const key = ({ row: [account, bucket] }: ReportedBucket): string => `${account} ${bucket}`;
  const sorted = buckets
    .map((each) => ({ each, by: key(each) }))
    .sort((one, other) => (one.by < other.by ? -1 : 1))
    .map(({ each }) => each);
  return { rows: sorted.map(({ row }) => row), details: sorted.map(({ detail }) => detail) };
}
