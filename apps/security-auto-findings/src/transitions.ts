import { type Exception, type Exposure, type Finding, updatedAtOf } from "@security-auto/assessment";
import {
  type BucketState,
  type Channel,
  findingId,
  type FindingItem,
  isOpen,
  standing,
  type Suppression,
} from "@security-auto/register";
import { type Condition, conditionsOf } from "./conditions";
import type { Rules } from "./rules";
import { audience, isAccepted, isSameException, suppressedBy } from "./standing";

/** How long a closed finding is kept, in seconds. */
const CLOSED_KEPT_SECONDS = 400 * 24 * 3600;

type Transition = Finding["transition"];

/** What the register knows of a bucket. */
export interface Known {
  readonly state: BucketState;
  readonly findings: readonly FindingItem[];
  readonly suppressions: readonly Suppression[];
}

/**
 * The findings of a bucket that are to be written, as its state and what is accepted or suppressed has them: those that open, change or
 * close, and those that are suppressed since. A finding that goes by a later state is left alone; what repeats changes nothing.
 */
export function transitionsOf(
  { state, findings, suppressions }: Known,
  rules: Rules,
): readonly FindingItem[] {
  const conditions = new Map(
    conditionsOf(state, rules).map((condition) => [
      findingId({ ...condition, ...placeOf(state) }),
      condition,
    ]),
  );
  const known = new Map(findings.map((item) => [item.finding.id, item]));
  return [...new Set([...conditions.keys(), ...known.keys()])].flatMap((id) => {
    const item = known.get(id);
    if (item !== undefined && item.finding.observedAt > state.observedAt) return [];
    const outcome = conditions.get(id) ?? NO_LONGER;
    const suppression = standing(id, state.observedAt, suppressions);
    const isExcused = isAccepted(outcome.verdict, state.assessment.exposure.atLeast, suppression);
    const accepted = isExcused ? suppression : undefined;
    const transition = transitionTo(outcome, state, item, accepted);
    if (transition === undefined) return suppressedSince(item, suppression);
    const finding = findingAfter(transition, { ...outcome, accepted }, state, id, item);
    const hearing = audience(rules.channels, exposuresOf(finding, item?.finding), suppression);
    return [inTransition(inOrder(finding, item?.finding), item, hearing, suppressedBy(suppression))];
  });
}

const exposuresOf = (...findings: readonly (Finding | undefined)[]): readonly Exposure[] =>
  findings.flatMap((finding) => finding?.exposure?.atLeast ?? []);

/** A finding that stands as it stood, and that somebody has suppressed. */
function suppressedSince(
  item: FindingItem | undefined,
  suppression: Suppression | undefined,
): readonly FindingItem[] {
  const suppressed = suppressedBy(suppression);
  if (item === undefined || !isOpen(item) || suppressed === undefined) return [];
  return isSameException(suppressed, item.suppressed)
    ? []
    : [{ ...item, suppressed, revision: item.revision + 1 }];
}

const placeOf = ({ account, bucket }: BucketState) => ({ account, bucket });

/** What there is of a finding about which an assessment says nothing. */
const NO_LONGER = { verdict: "holds", because: "it is not asked for any more" } as const;

type Outcome = Pick<Condition, "verdict" | "because">;

function transitionTo(
  { verdict, because }: Outcome,
  { assessment: { exposure }, observedAt }: BucketState,
  item: FindingItem | undefined,
  accepted: Suppression | undefined,
): Transition | undefined {
  if (accepted !== undefined)
    return item !== undefined && (isOpen(item) || isAcceptedOtherwise(item, accepted)) ? "closed" : undefined;
  // It goes by this state already.
  if (item?.finding.observedAt === observedAt) return undefined;
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

/** Whether a finding is closed because somebody answered for it, and somebody else does now, or for another reason or time. */
const isAcceptedOtherwise = ({ finding: { accepted } }: FindingItem, { exception }: Suppression): boolean =>
  accepted !== undefined && !isSameException(exception, accepted);

function findingAfter(
  transition: Transition,
  condition: Outcome & Partial<Condition> & { readonly accepted?: Suppression | undefined },
  { assessment, observedAt, account, bucket, region }: BucketState,
  id: string,
  item: FindingItem | undefined,
): Finding {
  const { kind = item?.finding.kind ?? "invariant", invariant = item?.finding.invariant ?? null } = condition;
  const { accepted } = condition;
  // What somebody changed still stands: a sweep that finds out more about it changed nothing.
  const stands = transition === "changed" || transition === "uncertain" || accepted !== undefined;
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
    ...(transition === "closed" && closing(observedAt, item?.finding.closedAt, accepted)),
    ...(accepted !== undefined && { accepted: accepted.exception }),
    ...remediationAfter(transition, observedAt, item?.finding),
    ...(assessment.cause === "change"
      ? { actor: assessment.actor, change: { call: assessment.call, eventTime: assessment.eventTime } }
      : stands && item?.finding.actor !== undefined && { actor: item.finding.actor }),
  };
}

/**
 * What is said of a remediation by the next assessment: the last that is known. A finding that is opened anew forgets it, unless an undo
 * opened it, or it is about what opens it now, and came first.
 */
function remediationAfter(
  transition: Transition,
  observedAt: string,
  before: Finding | undefined,
): Pick<Finding, "action" | "remediation"> {
  if (before?.remediation === undefined) return {};
  const { action, remediation, closedAt = observedAt } = before;
  const isUndo = remediation.status === "undone" && remediation.at >= closedAt;
  const isKept = transition !== "opened" || isUndo || remediation.at >= observedAt;
  return isKept ? { action, remediation } : {};
}

/** A finding that is closed already, and is accepted in other words, is closed since then and updated now. */
function closing(
  observedAt: string,
  closedAt: string | undefined,
  accepted: Suppression | undefined,
): Pick<Finding, "closedAt" | "updatedAt"> {
  const now = later(observedAt, accepted?.since);
  return closedAt === undefined ? { closedAt: now } : { closedAt, updatedAt: now };
}

/** What is accepted was read before. */
const later = (observedAt: string, since = observedAt): string => (since > observedAt ? since : observedAt);

/** A finding that is updated later than it was before: Security Hub ignores what is not. */
export function inOrder(finding: Finding, before: Finding | undefined): Finding {
  if (before === undefined || updatedAtOf(finding) > updatedAtOf(before)) return finding;
  return { ...finding, updatedAt: new Date(Date.parse(updatedAtOf(before)) + 1).toISOString() };
}

/** More than this are not kept for channels that accept nothing: the oldest are given up. */
const MOST_UNANNOUNCED = 30;

/** A finding after one more transition, which is to be announced. */
export function inTransition(
  finding: Finding,
  item: FindingItem | undefined,
  channels: readonly Channel[],
  suppressed?: Exception,
): FindingItem {
  const { transition } = finding;
  const number = (item?.transitions ?? 0) + 1;
  const waiting = item?.unannounced ?? [];
  return {
    item: "finding",
    version: "1",
    finding,
    transitions: number,
    since: transition === "opened" ? beginningOf(finding) : item?.since,
    unannounced: [...waiting, ...(channels.length === 0 ? [] : [{ number, finding, channels }])].slice(
      -MOST_UNANNOUNCED,
    ),
    announcing: item?.announcing,
    suppressed: transition === "closed" ? undefined : suppressed,
    revision: (item?.revision ?? 0) + 1,
    ...(transition === "closed" && {
      expiresAt: Math.ceil(Date.parse(updatedAtOf(finding)) / 1000) + CLOSED_KEPT_SECONDS,
    }),
  };
}

/** A finding is opened when the bucket is read; what it is about began with the call that led to that. */
const beginningOf = ({ change, openedAt }: Finding): string =>
  change === undefined ? openedAt : new Date(change.eventTime).toISOString();
