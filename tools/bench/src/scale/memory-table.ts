import { costOf } from "./cost";
import { FIGURES } from "./figures";
import { loadOf } from "./load";
import { count, duration, table, usd } from "./markdown";

const { assumptions, measured, prices } = FIGURES;

/** Sizes to choose from; from the largest on, more memory brings no more processor to one thread. */
const SIZES_MB = [128, 256, 512, 1024, 1769];
const WORKLOAD = { accounts: 1000, changesADay: 1000 };

/** How long an event takes, and what a million of them cost, by the memory of the function. */
export function memoryTable(): string {
  const rows = SIZES_MB.map((value) => {
    const given = { ...assumptions, memoryMb: { value } };
    const load = loadOf(WORKLOAD, measured, given);
    const { lambdaDuration } = costOf(load, prices, given);
    return [
      `${count(value)} MB`,
      duration(load.warmMs),
      duration(load.coldMs),
      usd((lambdaDuration / load.changes) * 1_000_000),
    ];
  });
  return table([["memory", "billed, warm", "billed, cold", "Lambda duration for a million"], ...rows]);
}
