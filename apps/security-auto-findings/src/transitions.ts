import { type Exception, type Finding, updatedAtOf } from "@security-auto/assessment";
import { type Channel, type FindingItem, isOpen, standing, type Suppression } from "@security-auto/register";
import type { Condition, Observed } from "./observed";
import type { Rules } from "./rules";
import { audience, extentOf, isAccepted, isSameException, suppressedBy } from "./standing";

/** How long a closed finding is kept, in seconds. */
const CLOSED_KEPT_SECONDS = 400 * 24 * 3600;

type Transition = Finding["transition"];

/** What the register has of what was observed. */
interface Known {
  readonly findings: readonly FindingItem[];
  readonly suppressions: readonly Suppression[];
}

/**
 * The findings that are to be written, as what was observed last and what is accepted or suppressed has them: those that open, change or
 * close, and those that are suppressed since. A finding that goes by what was observed later is left alone; what repeats changes nothing.
 */
export function transitionsOf(
  observed: Observed,
  { findings, suppressions }: Known,
  { channels }: Pick<Rules, "channels">,
): readonly FindingItem[] {
  const { conditions, observedAt, otherwise, exposure } = observed;
  const known = new Map(findings.map((item) => [item.finding.id, item]));
  return [...new Set([...conditions.keys(), ...known.keys()])].flatMap((id) => {
    const item = known.get(id);
    if (item !== undefined && item.finding.observedAt > observedAt) return [];
    const outcome: Outcome = conditions.get(id) ?? { verdict: "holds", because: otherwise };
    const suppression = standing(id, observedAt, suppressions);
    const isExcused = isAccepted(
      outcome.verdict,
      extentOf({ exposure, checks: outcome.checks }),
      suppression,
    );
    const accepted = isExcused ? suppression : undefined;
    const transition = transitionTo(outcome, observed, item, accepted);
    if (transition === undefined) return suppressedSince(item, suppression);
    const finding = findingAfter(transition, { ...outcome, accepted }, observed, id, item);
    const extents = [finding, ...(item === undefined ? [] : [item.finding])].map(extentOf);
    const hearing = audience(channels, extents, suppression);
    return [inTransition(inOrder(finding, item?.finding), item, hearing, suppressedBy(suppression))];
  });
}

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

/** What is said of a finding; its kind and invariant where it is asked for. */
type Outcome = Pick<Condition, "verdict" | "because" | "checks"> & Partial<Condition>;

function transitionTo(
  outcome: Outcome,
  observed: Observed,
  item: FindingItem | undefined,
  accepted: Suppression | undefined,
): Transition | undefined {
  if (accepted !== undefined)
    return item !== undefined && (isOpen(item) || isAcceptedOtherwise(item, accepted)) ? "closed" : undefined;
  const { verdict } = outcome;
  // It goes by this already.
  if (item?.finding.observedAt === observed.observedAt) return undefined;
  if (item === undefined || !isOpen(item)) return verdict === "violates" ? "opened" : undefined;
  const { finding } = item;
  switch (verdict) {
    case "holds":
      return "closed";
    case "unknown":
      return finding.transition === "uncertain" ? undefined : "uncertain";
    case "violates":
      return isSame(finding, outcome, observed) ? undefined : "changed";
  }
}

/**
 * Whether what a finding says is said again. Of checks that fail, how is no news: only which, and that somebody did something to them.
 */
function isSame(finding: Finding, { because, checks }: Outcome, { exposure, cause }: Observed): boolean {
  if (finding.verdict !== "violates") return false;
  if (checks !== undefined && finding.checks !== undefined)
    return cause === undefined && namesOf(checks) === namesOf(finding.checks);
  return (
    finding.because === because &&
    finding.exposure?.atLeast === exposure?.atLeast &&
    finding.exposure?.atMost === exposure?.atMost
  );
}

const namesOf = (checks: NonNullable<Finding["checks"]>): string =>
  checks
    .map(({ check }) => check)
    .sort()
    .join();

/** Whether a finding is closed because somebody answered for it, and somebody else does now, or for another reason or time. */
const isAcceptedOtherwise = ({ finding: { accepted } }: FindingItem, { exception }: Suppression): boolean =>
  accepted !== undefined && !isSameException(exception, accepted);

function findingAfter(
  transition: Transition,
  condition: Outcome & { readonly accepted?: Suppression | undefined },
  { observedAt, account, bucket, region, exposure, cause }: Observed,
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
    exposure,
    because: condition.because,
    ...(condition.checks !== undefined && { checks: condition.checks }),
    openedAt: transition === "opened" ? observedAt : (item?.finding.openedAt ?? observedAt),
    observedAt,
    ...(transition === "closed" && closing(observedAt, item?.finding.closedAt, accepted)),
    ...(accepted !== undefined && { accepted: accepted.exception }),
    ...remediationAfter(transition, observedAt, item?.finding),
    ...(cause ?? (stands && item?.finding.actor !== undefined && { actor: item.finding.actor })),
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

/** A finding is opened when something is read; what it is about began with the call that led to that. */
const beginningOf = ({ change, openedAt }: Finding): string =>
  change === undefined ? openedAt : new Date(change.eventTime).toISOString();
