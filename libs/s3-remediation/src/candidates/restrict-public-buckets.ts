import { NOTHING_BLOCKED, policyFlag } from "@security-auto/s3-exposure";
import type { Candidate, Planning } from "./candidate";
import { openStatements } from "./remove-public-statements";

/** Has S3 cut a public policy down to the bucket owner's account and AWS services. */
export const restrictPublicBuckets: Candidate = (settings, { facts: { facets } }) => {
  const { block = NOTHING_BLOCKED, policyText } = settings;
  const isPublic = policyFlag(facets).isPublic === true;
  if (policyText === undefined || block.restrictPublicBuckets || !isPublic) return undefined;
  return {
    settings: { ...settings, block: { ...block, restrictPublicBuckets: true, blockPublicPolicy: true } },
    because: {
      publicAccessBlock:
        "the policy is public: S3 keeps access by it to the bucket owner's account and AWS services, and accepts no public policy",
    },
  };
};

/** The same, where nobody of another account has access by a statement that opens the bucket to no more than a known set of callers. */
export const restrictUnlessNamed: Candidate = (settings, planning) =>
  cutsNamed(planning) ? undefined : restrictPublicBuckets(settings, planning);

function cutsNamed({ policy, limit, exposureOf }: Planning): boolean {
  if (policy === undefined || limit === undefined) return true;
  const open = openStatements(policy, limit, exposureOf);
  return policy.statements.some(
    (statement) => !open.includes(statement) && exposureOf({ statement }).atMost !== "private",
  );
}
