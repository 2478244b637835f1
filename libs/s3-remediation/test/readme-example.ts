import { DEFAULT_INVARIANTS, describeBucket } from "@security-auto/s3-exposure";
import { planRemediation } from "../src";

/** What would be done about a bucket described in JSON, one line a step. */
export function planOf(described: unknown, policyText: string): readonly string[] {
  const bucket = describeBucket(described);
  if (!bucket.success) return bucket.error.map(({ path, message }) => `${path}: ${message}`);
  const options = { invariants: DEFAULT_INVARIANTS, now: new Date() };
  const { steps, refused } = planRemediation({ facts: bucket.data, policyText }, options);
  return refused === undefined ? steps.map(({ call, because }) => `${call}: ${because}`) : [refused];
}
