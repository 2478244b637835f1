import type { Evidence } from "../evidence";
import { between, exactly } from "../exposure";
import type { BucketPolicy, Statement } from "../policy/bucket-policy";
import type { BucketContext } from "./bucket-context";
import type { Caller } from "./caller";
import { type Reach, reachBecause, widestReach } from "./reach";
import { reachOfAllow } from "./reach-of-allow";
import { whyAllow } from "./words";

/** How far a bucket policy reaches as it stands, before any public access block. */
export function reachOfPolicy(
  policy: BucketPolicy,
  callers: readonly Caller[],
  context: BucketContext,
): Reach {
  const reaches = policy.allows.map((allow) => reachOfStatement(allow, policy.denies, callers, context));
  for (const { name, effect, because } of policy.unreadable) {
    if (effect !== "Deny")
      reaches.push(
        reachBecause(between("private", "public"), inPolicy(name, [], `it cannot be judged: ${because}`)),
      );
  }
  if (reaches.length === 0)
    return reachBecause(exactly("private"), inPolicy(null, [], "the policy has no Allow"));
  return widestReach(reaches);
}

/** How far one Allow reaches after the Denies. */
export function reachOfStatement(
  allow: Statement,
  denies: readonly Statement[],
  callers: readonly Caller[],
  context: BucketContext,
): Reach {
  const reach = reachOfAllow(allow, denies, callers, context);
  const evidence = (end: "atLeast" | "atMost"): readonly Evidence[] => [
    inPolicy(allow.name, allow.writtenActions, whyAllow(allow, reach, end)),
  ];
  return {
    atLeast: reach.atLeast,
    atMost: reach.atMost,
    evidence: { atLeast: evidence("atLeast"), atMost: evidence("atMost") },
  };
}

/** Evidence from the bucket policy. */
export function inPolicy(statement: string | null, grants: readonly string[], because: string): Evidence {
  return { source: "bucket policy", statement, grants, because };
}
