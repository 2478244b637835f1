import type { Evidence } from "../evidence";
import { between, exactly } from "../exposure";
import type { BucketPolicy, Statement } from "../policy/bucket-policy";
import type { Inquiry } from "./inquiry";
import { type Reach, reachBecause, widestReach } from "./reach";
import { reachOfAllow } from "./reach-of-allow";
import { whyAllow } from "./words";

/** How far a bucket policy reaches as it stands, before any public access block. */
export function reachOfPolicy({ allows, unreadable }: BucketPolicy, inquiry: Inquiry): Reach {
  const reaches = allows.map((allow) => reachOfStatement(allow, inquiry));
  for (const { name, effect, because } of unreadable) {
    if (effect !== "Deny")
      reaches.push(
        reachBecause(between("private", "public"), inPolicy(name, [], `it cannot be judged: ${because}`)),
      );
  }
  return reaches.length === 0
    ? reachBecause(exactly("private"), inPolicy(null, [], "the policy has no Allow"))
    : widestReach(reaches);
}

function reachOfStatement(allow: Statement, inquiry: Inquiry): Reach {
  const reach = reachOfAllow(allow, inquiry);
  return {
    atLeast: reach.atLeast,
    atMost: reach.atMost,
    evidence: (end) => [
      inPolicy(allow.name, allow.writtenActions, whyAllow(allow, reach, end, inquiry.context)),
    ],
  };
}

/** Evidence from the bucket policy. */
export function inPolicy(statement: string | null, grants: readonly string[], because: string): Evidence {
  return { source: "bucket policy", statement, grants, because };
}
