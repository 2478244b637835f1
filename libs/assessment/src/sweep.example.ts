import type { Sweep } from "./sweep";

export const SWEEP_EXAMPLE: Sweep = {
  version: "1",
  sweep: "2026-03-05T02:00:00.000Z-5f0c8a1e",
  reason: "schedule",
  startedAt: "2026-03-05T02:00:00.000Z",
  finishedAt: "2026-03-05T02:03:41.870Z",
  accounts: 3,
  suspended: ["999900001111"],
  notCovered: [
    {
      account: "777788889999",
      because: "User: security-auto-sweep is not authorized to perform: sts:AssumeRole",
    },
  ],
  listed: 214,
  assessed: 213,
  failed: 1,
  byVerdict: { holds: 201, violates: 3, unknown: 9 },
  missing: [{ account: "444455556666", bucket: "ledger-archive" }],
};
