import { DEFAULT_INVARIANTS, describeBucket, judgeBucket } from "../src";

/** Who can access a bucket described in JSON, in one line. */
export function exposureOf(described: unknown): string {
  const bucket = describeBucket(described);
  if (!bucket.success) return bucket.error.map(({ path, message }) => `${path}: ${message}`).join("; ");
  const { exposure } = judgeBucket(bucket.data, { invariants: DEFAULT_INVARIANTS, now: new Date() });
  return `${exposure.atLeast} to ${exposure.atMost}`;
}
