import {
  type BucketFacts,
  type ExposureInterval,
  exposureOfBucket,
  failed,
  present,
  type PublicAccessBlock,
} from "@security-auto/s3-exposure";

/** Stands for the account's own block until it has been read; for good, when it can change nothing. */
export const ACCOUNT_BLOCK_NOT_ASKED = failed("it was not asked for");

const NOTHING_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

const ALL_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

/**
 * Whether the account's own public access block, if it has not been asked for, can make a difference to a bucket's
 * exposure. It can't when the exposure is the same with all of it on, with all of it off, and without knowing: settings
 * only ever narrow, so what lies between needs no trial.
 *
 * @example
 * ```ts
 * const block = needsAccountBlock(facts) ? await reader.readAccountBlock(accountId) : undefined;
 * ```
 */
export function needsAccountBlock(facts: BucketFacts): boolean {
  if (facts.facets.accountPublicAccessBlock !== ACCOUNT_BLOCK_NOT_ASKED) return false;
  const exposureWith = (accountPublicAccessBlock: BucketFacts["facets"]["accountPublicAccessBlock"]) =>
    exposureOfBucket({ ...facts, facets: { ...facts.facets, accountPublicAccessBlock } }).exposure;
  const unknown = exposureWith(ACCOUNT_BLOCK_NOT_ASKED);
  return [NOTHING_BLOCKED, ALL_BLOCKED].some((block) => !isSame(exposureWith(present(block)), unknown));
}

function isSame(one: ExposureInterval, other: ExposureInterval): boolean {
  return one.atLeast === other.atLeast && one.atMost === other.atMost;
}
