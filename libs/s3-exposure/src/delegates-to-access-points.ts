import type { AccessPoints, BucketFacts } from "./bucket-facts";
import { exposureOfBucket } from "./exposure-of-bucket";
import { type Facet, present, valueOf } from "./facet";
import { DELEGATING_KEYS } from "./access/ways";

const NONE: Facet<AccessPoints> = present({ list: [], more: false });

/**
 * Whether the verdict on a bucket depends on the access points of its owner's account, whose policies have to be read then: its
 * policy leaves to them whom it allows, and that is not cut off or open to as many anyway.
 */
export function delegatesToAccessPoints(facts: BucketFacts): boolean {
  const keys = valueOf(facts.facets.policy)?.mentions.keys ?? new Set();
  if (![...DELEGATING_KEYS].some((key) => keys.has(key))) return false;
  const exposureWith = (accessPoints: Facet<AccessPoints> | undefined) =>
    exposureOfBucket({ ...facts, facets: { ...facts.facets, accessPoints } }).exposure;
  const [unread, none] = [exposureWith(undefined), exposureWith(NONE)];
  return unread.atLeast !== none.atLeast || unread.atMost !== none.atMost;
}
