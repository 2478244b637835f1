import type { Finding } from "@security-auto/assessment";
import { type BucketState, type Channel, findingId, type FindingItem, isOpen } from "@security-auto/register";
import { type Condition, conditionsOf } from "./conditions";

/** How long a closed finding is kept, in seconds. */
const CLOSED_KEPT_SECONDS = 400 * 24 * 3600;

type Transition = Finding["transition"];

/**
 * The findings of a bucket that its state opens, changes or closes, each as it is to be written. A finding whose last observation is not
 * older than the state is left alone; a verdict that repeats changes nothing.
 */
export function transitionsOf(
  state: BucketState,
  findings: readonly FindingItem[],
  channels: readonly Channel[],
): readonly FindingItem[] {
  const conditions = new Map(
    conditionsOf(state).map((condition) => [findingId({ ...condition, ...placeOf(state) }), condition]),
  );
  const known = new Map(findings.map((item) => [item.finding.id, item]));
  return [...new Set([...conditions.keys(), ...known.keys()])].flatMap((id) => {
    const item = known.get(id);
    const condition = conditions.get(id) ?? NO_LONGER;
    if (item !== undefined && item.finding.observedAt >= state.observedAt) return [];
    const transition = transitionTo(condition, state, item);
    return transition === undefined
      ? []
      : [inTransition(findingAfter(transition, condition, state, id, item), item, channels)];
  });
}

const placeOf = ({ account, bucket }: BucketState) => ({ account, bucket });

/** What there is of a finding about which an assessment says nothing. */
const NO_LONGER = { verdict: "holds", because: "it is not asked for any more" } as const;

type Outcome = Pick<Condition, "verdict" | "because">;

function transitionTo(
  { verdict, because }: Outcome,
  { assessment: { exposure } }: BucketState,
  item: FindingItem | undefined,
): Transition | undefined {
  if (item === undefined || !isOpen(item)) return verdict === "violates" ? "opened" : undefined;
  const { finding } = item;
  switch (verdict) {
    case "holds":
      return "closed";
    case "unknown":
      return finding.transition === "uncertain" ? undefined : "uncertain";
    case "violates": {
      const isSame =
        finding.verdict === "violates" &&
        finding.because === because &&
        finding.exposure?.atLeast === exposure.atLeast &&
        finding.exposure.atMost === exposure.atMost;
      return isSame ? undefined : "changed";
    }
  }
}

function findingAfter(
  transition: Transition,
  condition: Outcome & Partial<Condition>,
  { assessment, observedAt, account, bucket, region }: BucketState,
  id: string,
  item: FindingItem | undefined,
): Finding {
  const { kind = item?.finding.kind ?? "invariant", invariant = item?.finding.invariant ?? null } = condition;
  return {
    version: "1",
    transition,
    id,
    kind,
    account,
    region,
    bucket,
    invariant,
    verdict: condition.verdict,
    exposure: assessment.exposure,
    because: assessment.gone === true ? "the bucket was deleted" : condition.because,
    openedAt: transition === "opened" ? observedAt : (item?.finding.openedAt ?? observedAt),
    observedAt,
    ...(transition === "closed" && { closedAt: observedAt }),
    ...(assessment.cause === "change" && {
      actor: assessment.actor,
      change: { call: assessment.call, eventTime: assessment.eventTime },
    }),
  };
}

/** More than this are not kept for channels that accept nothing: the oldest are given up. */
const MOST_UNANNOUNCED = 50;

/** A finding after one more transition, which is to be announced. */
export function inTransition(
  finding: Finding,
  item: FindingItem | undefined,
  channels: readonly Channel[],
): FindingItem {
  const number = (item?.transitions ?? 0) + 1;
  const waiting = item?.unannounced ?? [];
  return {
    item: "finding",
    version: "1",
    finding,
    transitions: number,
    since: finding.transition === "opened" ? beginningOf(finding) : item?.since,
    unannounced: [...waiting, ...(channels.length === 0 ? [] : [{ number, finding, channels }])].slice(
      -MOST_UNANNOUNCED,
    ),
    announcing: item?.announcing,
    revision: (item?.revision ?? 0) + 1,
    ...(finding.transition === "closed" && {
      expiresAt: Math.ceil(Date.parse(finding.observedAt) / 1000) + CLOSED_KEPT_SECONDS,
    }),
  };
}

/** A finding is opened when the bucket is read; what it is about began with the call that led to that. */
const beginningOf = ({ change, openedAt }: Finding): string =>
  change === undefined ? openedAt : new Date(change.eventTime).toISOString();
