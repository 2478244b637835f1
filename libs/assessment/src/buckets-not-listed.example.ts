import type { BucketsNotListed } from "./buckets-not-listed";

export const BUCKETS_NOT_LISTED_EXAMPLE: BucketsNotListed = {
  version: "1",
  sweep: "2026-03-05T02:00:00.000Z-5f0c8a1e",
  accountId: "444455556666",
  listedAt: "2026-03-05T02:00:04.210Z",
  buckets: ["ledger-archive-2019"],
};
