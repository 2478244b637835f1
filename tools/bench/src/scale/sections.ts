import { burstTable } from "./burst-table";
import { assumptionTable, costTable, filterTable, loadTable, measuredTable, priceTable } from "./cost-tables";
import { heartbeatTable } from "./heartbeat-table";
import { memoryTable } from "./memory-table";
import { longestSweepLine, sweepQuotaTable, sweepTable } from "./sweep-tables";
import { quotaTable, sessionTable, sizeTable, stsLine, unpublishedLine } from "./quota-tables";

/** What `docs/scale.md` holds between its marks, by the marks' names. */
export function sections(): Readonly<Record<string, string>> {
  return {
    "in-short": stsLine(),
    cost: costTable(),
    memory: memoryTable(),
    load: loadTable(),
    quotas: quotaTable(),
    sessions: sessionTable(),
    sizes: sizeTable(),
    "s3-reads": unpublishedLine(),
    filter: filterTable(),
    burst: burstTable(),
    sweep: sweepTable(),
    "sweep-end": longestSweepLine(),
    "sweep-quotas": sweepQuotaTable(),
    heartbeat: heartbeatTable(),
    measured: measuredTable(),
    assumptions: assumptionTable(),
    prices: priceTable(),
  };
}
