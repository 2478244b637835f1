import { OPEN_FINDINGS_INDEX } from "./keys";

/** What the stack and the local cloud make: the table's keys, its one index, and the attribute of its time to live. */
export const TABLE = {
  partitionKey: "pk",
  sortKey: "sk",
  index: { name: OPEN_FINDINGS_INDEX, partitionKey: "openPk", sortKey: "openSk" },
  timeToLive: "expiresAt",
} as const;
