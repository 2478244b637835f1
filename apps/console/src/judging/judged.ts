import {
  type Assessment,
  type BucketFacts,
  DEFAULT_INVARIANTS,
  describeBucket,
  type Issue,
  judgeBucket,
  overallVerdict,
  parseInvariants,
  type RespondingInvariant,
  type Verdict,
} from "@security-auto/s3-exposure";
import { printable } from "@security-auto/text";
import { planRemediation, type RemediationPlan } from "@security-auto/s3-remediation/plan";

export type Judged =
  | {
      readonly kind: "judged";
      readonly facts: BucketFacts;
      readonly assessment: Assessment;
      readonly verdict: Verdict;
      readonly plan: RemediationPlan;
      readonly policyText: string | undefined;
    }
  | { readonly kind: "wrong"; readonly issues: readonly Issue[] };

/**
 * Judges a described bucket and plans for it, in this browser.
 *
 * @param invariants - as an environment file has them; absent: the default ones
 */
export function judged(described: unknown, invariants?: unknown, now = new Date()): Judged {
  const bucket = describeBucket(described);
  if (!bucket.success) return { kind: "wrong", issues: bucket.error };
  const parsed = invariants === undefined ? undefined : parseInvariants(invariants);
  if (parsed?.success === false) return { kind: "wrong", issues: parsed.error };
  const by: readonly RespondingInvariant[] = parsed?.data ?? DEFAULT_INVARIANTS;
  const facts = bucket.data;
  const policyText = policyTextOf(described);
  const assessment = judgeBucket(facts, { invariants: by, now });
  return {
    kind: "judged",
    facts,
    assessment,
    verdict: overallVerdict(assessment.invariants),
    plan: planRemediation({ facts, policyText }, { invariants: by, now }),
    policyText,
  };
}

/** The policy as its bytes are, or as JSON writes it. */
export function policyTextOf(described: unknown): string | undefined {
  if (typeof described !== "object" || described === null || !("policy" in described)) return undefined;
  const { policy } = described;
  if (policy === null || policy === undefined) return undefined;
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}

/** JSON as a person reads it, a text that is no JSON as it is: what would hide, or turn the text around it, is seen. */
export function pretty(text: string): string {
  return unfolded(text).split("\n").map(printable).join("\n");
}

function unfolded(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
