import {
  ACCOUNT_BLOCK_NOT_ASKED,
  type BucketFacts,
  type InvariantVerdict,
  valueOf,
} from "@security-auto/s3-exposure";
import { notRead } from "./settings/not-read";
import { policyStatements } from "./policy-text/policy-statements";

/** Reads that no plan depends on. */
const WITHOUT: ReadonlySet<string> = new Set(["location"]);

/** Why nothing may be planned for a bucket that does not surely keep to its invariants; `undefined`: something may be. */
export function whyNoPlan(
  { facts, policyText }: { readonly facts: BucketFacts; readonly policyText: string | undefined },
  verdicts: readonly InvariantVerdict[],
): string | undefined {
  const missed = missedReads(facts);
  if (missed.length > 0) return `nothing is planned on what could not be read: ${missed.join(", ")}`;
  if (!verdicts.some(({ verdict }) => verdict === "violates")) {
    const because = verdicts.flatMap((one) =>
      one.verdict === "unknown" ? [`${one.name}: ${one.because}`] : [],
    );
    return `nothing is planned on what is not certain: ${because.join("; ")}`;
  }
  const policy = valueOf(facts.facets.policy);
  if (policy === undefined) return undefined;
  const [unreadable] = policy.unreadable;
  if (unreadable !== undefined)
    return `nothing is planned on a policy that cannot be judged: ${unreadable.name}, ${unreadable.because}`;
  return policyText === undefined || policyStatements(policyText) === undefined
    ? "nothing is planned on a policy whose text is not known"
    : undefined;
}

function missedReads({ facets }: BucketFacts): readonly string[] {
  return Object.entries(facets).flatMap(
    ([name, facet]: [string, BucketFacts["facets"]["policy"] | undefined]) => {
      const isNeeded = facet !== undefined && facet !== ACCOUNT_BLOCK_NOT_ASKED && !WITHOUT.has(name);
      return isNeeded ? notRead(name, facet) : [];
    },
  );
}
