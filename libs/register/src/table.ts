import { BUCKETS_INDEX, OPEN_FINDINGS_INDEX } from "./keys";

/** What the stack and the local cloud make: the table's keys, its indexes, and the attribute of its time to live. */
export const TABLE = {
  partitionKey: "pk",
  sortKey: "sk",
  indexes: [
    { name: OPEN_FINDINGS_INDEX, partitionKey: "openPk", sortKey: "openSk" },
    { name: BUCKETS_INDEX, partitionKey: "bucketsPk", sortKey: "bucketsSk", keysOnly: true },
  ],
  timeToLive: "expiresAt",
} as const;
