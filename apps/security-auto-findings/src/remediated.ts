import { type Finding, type Remediation, remediationStage } from "@security-auto/assessment";
import { type FindingItem, isOpen, standing, type Suppression } from "@security-auto/register";
import { remediationInFinding } from "./remediation-in-finding";
import type { Rules } from "./rules";
import { audience, extentOf, suppressedBy } from "./standing";
import { inOrder, inTransition } from "./transitions";

type Told = NonNullable<Finding["remediation"]>;

/**
 * A finding after one transition of its remediation; `undefined` where that changes nothing: it came before, or a later one did, or it is
 * about how the bucket was opened before.
 */
export function remediated(
  item: FindingItem,
  remediation: Remediation,
  { suppressions, rules }: { readonly suppressions: readonly Suppression[]; readonly rules: Rules },
): FindingItem | undefined {
  const { id: action } = remediation;
  const told = remediationInFinding(remediation);
  if (!isLatest(action, told, item.finding) || isOfBefore(told, item)) return undefined;
  const finding: Finding = { ...item.finding, action, remediation: told, news: undefined };
  if (!isNews(finding, item)) return { ...item, finding, revision: item.revision + 1 };
  const suppression = standing(finding.id, told.at, suppressions);
  return inTransition(
    inOrder(announcedAs(finding, told), item.finding),
    item,
    audience(rules.channels, [extentOf(finding)], suppression),
    suppressedBy(suppression),
  );
}

/** What comes first where two transitions of a remediation have the same time. */
const ORDER: readonly Told["status"][] = ["planned", "refused", "failed", "applied", "undone"];

function isLatest(action: string, told: Told, finding: Finding): boolean {
  const { remediation: known } = finding;
  if (known === undefined) return true;
  if (told.at !== known.at) return told.at > known.at;
  return action === finding.action
    ? ORDER.indexOf(told.status) > ORDER.indexOf(known.status)
    : told.status === "planned";
}

/**
 * Whether it is over: a finding that is open began after it, or one that is closed was closed after it was planned. An undo is not, since
 * it may be what opened the bucket.
 */
function isOfBefore({ status, at }: Told, item: FindingItem): boolean {
  const { finding, since = finding.openedAt } = item;
  if (isOpen(item)) return status !== "undone" && at < since;
  return status === "planned" && at <= finding.observedAt;
}

/** Whether people are told. The mail that says that a finding is closed tells what was done, and what was under way. */
function isNews(finding: Finding, before: FindingItem): boolean {
  const { status } = finding.remediation ?? {};
  const stageBefore = before.finding.action === finding.action ? remediationStage(before.finding) : undefined;
  if (!isOpen(before))
    return status === "applied" && finding.accepted === undefined && stageBefore !== "under way";
  switch (status) {
    case "planned":
      return remediationStage(finding) === "waiting";
    case "failed":
    case "undone":
      return true;
    case "refused":
      // A plan that waited, and is not needed any more: another one is made, or the finding is closed.
      return stageBefore !== "waiting";
    case "applied":
    case undefined:
      return false;
  }
}

function announcedAs(finding: Finding, { at }: Told): Finding {
  const transition = finding.transition === "opened" ? "changed" : finding.transition;
  return { ...finding, transition, updatedAt: at, news: "remediation" };
}
