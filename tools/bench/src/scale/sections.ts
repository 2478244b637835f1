import { burstTable } from "./burst-table";
import { assumptionTable, costTable, filterTable, loadTable, measuredTable, priceTable } from "./cost-tables";
import { quotaTable, sessionTable, sizeTable, unpublishedLine } from "./quota-tables";

/** What `docs/scale.md` holds between its marks, by the marks' names. */
export function sections(): Readonly<Record<string, string>> {
  return {
    cost: costTable(),
    load: loadTable(),
    quotas: quotaTable(),
    sessions: sessionTable(),
    sizes: sizeTable(),
    "s3-reads": unpublishedLine(),
    filter: filterTable(),
    burst: burstTable(),
    measured: measuredTable(),
    assumptions: assumptionTable(),
    prices: priceTable(),
  };
}
