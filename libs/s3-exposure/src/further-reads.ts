import type { BucketFacts, PublicAccessBlock } from "./bucket-facts";
import type { ExposureInterval } from "./exposure";
import { accessOf, exposureUnder } from "./exposure-of-bucket";
import { failed, present, valueOf } from "./facet";
import { NOTHING_BLOCKED, settingOf } from "./public-access-block";
import { conditionHolds } from "./access/condition-holds";
import type { CallerVariant, Way } from "./access/caller";
import type { Inquiry } from "./access/inquiry";
import { DELEGATING_KEYS } from "./access/ways";
import type { Condition } from "./policy/condition";

/** Stands for the account's own block until it has been read; for good, when it can change nothing. */
export const ACCOUNT_BLOCK_NOT_ASKED = failed("it was not asked for");

/** What else has to be read of a bucket, because its exposure depends on it. */
export interface FurtherReads {
  /** Its access points: its policy leaves to them whom it allows. */
  readonly accessPoints: boolean;
  /** The public access block of the bucket owner's account. */
  readonly accountBlock: boolean;
}

const ALL_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

/**
 * Finds what else the exposure of a bucket depends on. It does not depend on the account's block when it is the same with all of it
 * on, with all of it off, and without knowing: settings only ever narrow, so what lies between needs no trial. It depends on access
 * points when the policy delegates to them and leaves something open. Looks at policy and ACL once.
 *
 * @example
 * ```ts
 * const { accountBlock } = furtherReads(facts, now);
 * ```
 */
export function furtherReads(facts: BucketFacts, now?: Date): FurtherReads {
  const { facets } = facts;
  const mayAskBlock = facets.accountPublicAccessBlock === ACCOUNT_BLOCK_NOT_ASKED;
  const mayDelegate = facets.accessPoints === undefined && delegates(facts);
  if (!mayAskBlock && !mayDelegate) return { accessPoints: false, accountBlock: false };
  const access = accessOf(facts, { now });
  const unknown = exposureUnder(facts, access).exposure;
  const accessPoints =
    mayDelegate && unknown.atLeast !== unknown.atMost && asksForOwnAccessPoints(facts, access.inquiry);
  const makesDifference = (block: PublicAccessBlock): boolean => {
    const blocked = { ...facts, facets: { ...facets, accountPublicAccessBlock: present(block) } };
    return !isSame(exposureUnder(blocked, access).exposure, unknown);
  };
  return {
    accessPoints,
    accountBlock:
      mayAskBlock &&
      ((accessPoints && settingOf("restrictPublicBuckets", facts).state === "unknown") ||
        makesDifference(NOTHING_BLOCKED) ||
        makesDifference(ALL_BLOCKED)),
  };
}

function delegates({ facets }: BucketFacts): boolean {
  const keys = valueOf(facets.policy)?.mentions.keys ?? new Set();
  return [...DELEGATING_KEYS].some((key) => keys.has(key));
}

/** Whether some condition holds for requests through access points of the bucket owner's account and not for others, or else. */
function asksForOwnAccessPoints({ facets }: BucketFacts, { ways, context }: Inquiry): boolean {
  const policy = valueOf(facets.policy);
  const conditions = [...(policy?.allows ?? []), ...(policy?.denies ?? [])].flatMap(
    (statement) => statement.conditions,
  );
  const [direct] = ways.filter(({ route }) => route.kind === "direct");
  const through = ways.filter(({ route }) => route.kind === "access point" && route.own);
  const holds = (condition: Condition, way: Way | undefined) =>
    way === undefined ? undefined : conditionHolds(condition, ANYONE, way, context);
  return conditions
    .filter(({ key }) => DELEGATING_KEYS.has(key))
    .some((condition) => through.some((way) => holds(condition, way) !== holds(condition, direct)));
}

const ANYONE: CallerVariant = { kind: "anonymous", exposure: "public" };

function isSame(one: ExposureInterval, other: ExposureInterval): boolean {
  return one.atLeast === other.atLeast && one.atMost === other.atMost;
}
