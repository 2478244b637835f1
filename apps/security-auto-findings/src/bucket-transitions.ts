import { type BucketState, findingId, type FindingItem, type Suppression } from "@security-auto/register";
import { conditionsOf } from "./conditions";
import type { Observed } from "./observed";
import type { Rules } from "./rules";
import { transitionsOf } from "./transitions";

/** What the register knows of a bucket. */
export interface KnownBucket {
  readonly state: BucketState;
  readonly findings: readonly FindingItem[];
  readonly suppressions: readonly Suppression[];
}

/** The findings of a bucket that are to be written, as its state and what is accepted or suppressed has them. */
export function bucketTransitionsOf({ state, ...known }: KnownBucket, rules: Rules): readonly FindingItem[] {
  return transitionsOf(observedIn(state, rules), known, rules);
}

function observedIn(state: BucketState, rules: Rules): Observed {
  const { account, bucket, region, observedAt, assessment } = state;
  const conditions = conditionsOf(state, rules).map(
    (condition) => [findingId({ ...condition, account, bucket }), condition] as const,
  );
  return {
    account,
    bucket,
    region,
    observedAt,
    exposure: assessment.exposure,
    conditions: new Map(conditions),
    otherwise: assessment.gone === true ? "the bucket was deleted" : "it is not asked for any more",
    ...(assessment.cause === "change" && {
      cause: {
        actor: assessment.actor,
        change: { call: assessment.call, eventTime: assessment.eventTime },
      },
    }),
  };
}
