import type { SweepItem } from "@security-auto/register";

/** What a sweep has come to, for scripts; `notCovered` is there only where an account was not covered. */
export function sweepCounts({
  sweep,
  accounts,
  notCovered,
  moreNotCovered,
  listed,
  assessed,
  failed,
  byVerdict,
}: SweepItem): object {
  return {
    sweep,
    accounts,
    listed,
    assessed,
    failed,
    byVerdict,
    ...(notCovered.length > 0 && { notCovered, moreNotCovered }),
  };
}
