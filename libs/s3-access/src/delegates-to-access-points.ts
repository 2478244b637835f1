import type { BucketFacts } from "./bucket-facts";
import { valueOf } from "./facet";

const DELEGATING_KEYS: ReadonlySet<string> = new Set([
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "s3:accesspointnetworkorigin",
]);

/**
 * Whether the verdict on a bucket depends on its access points, whose policies have to be read then: its policy leaves to
 * them whom it allows.
 */
export function delegatesToAccessPoints({ facets: { policy } }: BucketFacts): boolean {
  const { allows, denies } = valueOf(policy) ?? { allows: [], denies: [] };
  return (
    allows.length > 0 &&
    [...allows, ...denies].some(({ conditions }) => conditions.some(({ key }) => DELEGATING_KEYS.has(key)))
  );
}
