import type { SweepAccount, SweepPage } from "@security-auto/register";

/** An account of a sweep, and what is known of it now. */
export interface CountedAccount {
  readonly account: SweepAccount;
  /** Buckets that were listed and not assessed yet. */
  readonly unanswered: readonly string[];
  /** Whether all of its buckets were listed. */
  readonly isListed: boolean;
}

/** An open account with what its pages come to. It is over when all of its buckets are listed, or no more can be, and all were assessed. */
export function countAccount(account: SweepAccount, pages: readonly SweepPage[]): CountedAccount {
  const byVerdict = {
    holds: sum(pages, ({ holds }) => holds?.size ?? 0),
    violates: sum(pages, ({ violates }) => violates?.size ?? 0),
    unknown: sum(pages, ({ unknown }) => unknown?.size ?? 0),
  };
  const unanswered = pages.flatMap((page) =>
    page.buckets.flatMap(({ name }, place) => (isAnswered(page, place) ? [] : [name])),
  );
  const isListed = pages.length > 0 && pages.at(-1)?.next === undefined;
  const { because } = account;
  const isOver = unanswered.length === 0 && (isListed || because !== undefined);
  return {
    account: {
      ...account,
      state: isOver ? (because === undefined ? "done" : "not covered") : "open",
      listed: sum(pages, ({ buckets }) => buckets.length),
      assessed: byVerdict.holds + byVerdict.violates + byVerdict.unknown,
      byVerdict,
    },
    unanswered,
    isListed,
  };
}

const isAnswered = ({ holds, violates, unknown }: SweepPage, place: number): boolean =>
  [holds, violates, unknown].some((places) => places?.has(place) === true);

export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
