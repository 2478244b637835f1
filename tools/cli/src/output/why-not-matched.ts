import type { RuleTrace } from "@security-auto/local-cloud";

type Mismatch = RuleTrace["mismatches"][number];

/** What an event lacked to match a rule, for a person: of the alternatives of a `$or` the one that lacks least. */
export function whyNotMatched({ mismatches }: RuleTrace): readonly string[] {
  return nearest(mismatches).map(({ because }) => because);
}

function nearest(mismatches: readonly Mismatch[]): readonly Mismatch[] {
  return mismatches.flatMap((mismatch) => {
    const [first, ...others] = (mismatch.alternatives ?? []).map(nearest);
    return first === undefined
      ? [mismatch]
      : others.reduce((least, other) => (other.length < least.length ? other : least), first);
  });
}
