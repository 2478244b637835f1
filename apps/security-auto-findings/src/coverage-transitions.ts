import { checksMade, COVERAGE, type FailedCheck, type Finding } from "@security-auto/assessment";
import {
  type AccountPartition,
  type CoverageItem,
  findingId,
  type FindingItem,
  isOpen,
} from "@security-auto/register";
import { shortened } from "@security-auto/text";
import { LONGEST_REASON } from "./conditions";
import type { Condition, Observed } from "./observed";
import type { Rules } from "./rules";
import { transitionsOf } from "./transitions";

/** The findings about the coverage of an account that are to be written, one for each region where a check fails. */
export function coverageTransitionsOf(
  { coverage, findings, suppressions }: AccountPartition,
  rules: Pick<Rules, "channels">,
): readonly FindingItem[] {
  return coverage.flatMap((place) => {
    const id = coverageFindingId(place);
    const item = findings.find(({ finding }) => finding.id === id);
    const condition = conditionOf(place, item);
    const known = { findings: item === undefined ? [] : [item], suppressions };
    const written = transitionsOf(observedIn(place, id, condition), known, rules);
    return written.length === 0 ? retold(item, condition, place) : written;
  });
}

export const coverageFindingId = ({ account, region }: Pick<CoverageItem, "account" | "region">): string =>
  findingId({ account, bucket: null, kind: COVERAGE, invariant: null }, region);

function observedIn(place: CoverageItem, id: string, condition: Condition): Observed {
  const { account, region, checkedAt, cause } = place;
  return {
    account,
    bucket: null,
    region,
    observedAt: checkedAt,
    exposure: null,
    conditions: new Map([[id, condition]]),
    otherwise: condition.because,
    ...(cause !== undefined && { cause }),
  };
}

/** What is not known opens no finding, and closes none: a check that failed when it could last be made fails until it is made again. */
function conditionOf({ checks }: CoverageItem, item: FindingItem | undefined): Condition {
  const about = { kind: COVERAGE, invariant: null } as const;
  const results = checksMade(checks);
  const failed = results.flatMap(([check, { result, because, mend }]): readonly FailedCheck[] =>
    result === "wrong"
      ? [{ check, because: because ?? `${check} fails`, ...(mend !== undefined && { mend }) }]
      : [],
  );
  const unknown = new Map(
    results.flatMap(([check, { result, because = "it is not known why" }]): readonly [string, string][] =>
      result === "unknown" ? [[check, because]] : [],
    ),
  );
  const before = item !== undefined && isOpen(item) ? (item.finding.checks ?? []) : [];
  const held = before.filter(({ check }) => unknown.has(check));
  const all = [...failed, ...held];
  if (all.length === 0)
    return {
      ...about,
      verdict: "holds",
      because: results.length === 0 ? "it is not checked any more" : "no check fails",
    };
  const reasons = [
    ...all.map(({ because }) => because),
    ...(failed.length > 0 ? [] : held.map(({ check }) => `not known now: ${unknown.get(check) ?? check}`)),
  ];
  return {
    ...about,
    verdict: failed.length > 0 ? "violates" : "unknown",
    because: shortened([...new Set(reasons)].join("; "), LONGEST_REASON),
    checks: all,
  };
}

/** A finding that stands as it stood, in the words of the last check: nobody is told. */
function retold(
  item: FindingItem | undefined,
  { verdict, because, checks }: Condition,
  { checkedAt }: CoverageItem,
): readonly FindingItem[] {
  if (item === undefined || !isOpen(item) || verdict !== "violates" || checks === undefined) return [];
  const { finding } = item;
  if (finding.observedAt >= checkedAt || finding.because === because) return [];
  const said: Finding = { ...finding, because, checks, observedAt: checkedAt, updatedAt: undefined };
  return [{ ...item, finding: said, revision: item.revision + 1 }];
}
