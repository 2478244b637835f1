import { type Finding, WAS_EXPOSED } from "@security-auto/assessment";
import type { FindingItem } from "@security-auto/register";

/**
 * So many findings about what was open for a time are written of a bucket for each day (UTC). They are closed, so they stay until they expire,
 * and whoever reads the bucket's findings reads them too: a bucket that is opened and closed all day must not make that slow.
 */
export const MOST_EXPOSURES_A_DAY = 20;

export interface Limited {
  /** What is to be written. */
  readonly kept: readonly FindingItem[];
  /** What is not, because the day has enough of them. */
  readonly beyond: readonly Finding[];
}

/** Keeps as many of the exposures as their day has room for beside those that the register has. */
export function limitedByDay(
  exposures: readonly FindingItem[],
  known: readonly Pick<FindingItem, "finding">[],
): Limited {
  const counts = new Map<string, number>();
  const isWithin = ({ finding }: Pick<FindingItem, "finding">): boolean => {
    const day = finding.openedAt.slice(0, "YYYY-MM-DD".length);
    const count = (counts.get(day) ?? 0) + 1;
    counts.set(day, count);
    return count <= MOST_EXPOSURES_A_DAY;
  };
  known.filter(({ finding }) => finding.kind === WAS_EXPOSED).forEach(isWithin);
  const kept = exposures.filter(isWithin);
  const beyond = exposures.filter((item) => !kept.includes(item)).map(({ finding }) => finding);
  return { kept, beyond };
}
