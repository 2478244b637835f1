import { printable, shortened } from "@security-auto/text";
import { GLOBAL_PLACE } from "./coverage";
import { coverageKeyword, coverageStatement } from "./coverage-words";
import { CANNOT_READ, COVERAGE, type Finding, WAS_EXPOSED } from "./finding";
import { remediationSummary } from "./remediation-summary";
import { duration, spoken } from "./spoken-time";

const LONGEST_REASON = 600;

/** How names and reasons are shown: they come from whoever may change a bucket. */
type Show = (text: string) => string;

/**
 * What a message says first, a sentence a line: what happened, who did it, where that is known, why it is a finding, and what was done
 * about it or would be.
 *
 * @param show - how text of strangers is shown; by default as JSON's escapes show what a terminal or a mail program would obey
 */
export function findingSummary(finding: Finding, show: Show = printable): readonly string[] {
  return [
    headline(finding, show),
    acceptedBecause(finding, show),
    who(finding, show),
    why(finding, show),
    ...remediationSummary(finding, show),
  ].filter((line) => line !== undefined);
}

const EXPOSED = {
  private: "PRIVATE",
  organization: "ORGANIZATION",
  external: "EXTERNAL",
  public: "PUBLIC",
} as const;

/** What is said where the remediation of a finding is the news: of a finding that stands, and of one that is closed. */
const NEWS = {
  planned: { word: "PLANNED", then: "and a remediation is planned" },
  applied: { word: "APPLIED", then: "because it was remediated" },
  failed: { word: "FAILED", then: "and its remediation failed" },
  undone: { word: "UNDONE", then: "and its remediation was undone" },
  refused: { word: "REFUSED", then: "and it is not remediated" },
} as const;

const newsOf = ({ news, remediation }: Finding) =>
  news === undefined || remediation === undefined ? undefined : NEWS[remediation.status];

/** Few words for what matters most. */
export function keyword(finding: Finding): string {
  const { transition, kind, exposure, certain, accepted } = finding;
  const news = newsOf(finding);
  if (news !== undefined) return news.word;
  if (kind === WAS_EXPOSED) {
    const isCertain = certain !== false;
    const widest = isCertain ? exposure?.atLeast : exposure?.atMost;
    const how = widest === undefined || widest === "private" ? "IN VIOLATION" : EXPOSED[widest];
    return `${isCertain ? "WAS" : "MAY HAVE BEEN"} ${how}`;
  }
  if (transition === "closed") return accepted === undefined ? "CLOSED" : "ACCEPTED";
  if (transition === "uncertain") return "UNCERTAIN";
  if (kind === COVERAGE) return coverageKeyword(finding);
  if (kind !== "invariant" || exposure === null) return kind.toUpperCase().replaceAll("-", " ");
  return EXPOSED[exposure.atLeast];
}

/** What a finding says while it stands, when it stands in another way, and when it is closed; each begins a sentence. */
interface Statement {
  readonly stands: string;
  readonly changed: string;
  readonly closed: string;
}

/** Such as `bucket ledger-archive (444455556666, eu-central-1)`, or `eu-central-1 of account 444455556666`. */
function subjectIn({ account, region, bucket, kind }: Finding, show: Show): string {
  if (bucket !== null) return `bucket ${show(bucket)} (${account}, ${show(region)})`;
  return kind === COVERAGE && region !== GLOBAL_PLACE
    ? `${show(region)} of account ${account}`
    : `account ${account}`;
}

const ruleIn = ({ kind, invariant }: Finding, show: Show): string => show(invariant ?? kind);

function statementOf(finding: Finding, show: Show): Statement {
  const what = subjectIn(finding, show);
  if (finding.kind === CANNOT_READ)
    return {
      stands: `${what} cannot be read completely, and a verdict on it is unknown`,
      changed: `${what} still cannot be read completely; what is known about it has changed`,
      closed: `no verdict on ${what} depends on what cannot be read any longer`,
    };
  if (finding.kind === COVERAGE) return coverageStatement(finding, what);
  const rule = ruleIn(finding, show);
  return {
    stands: `${what} violates ${rule}`,
    changed: `${what} still violates ${rule}; what is known about it has changed`,
    closed: `${what} no longer violates ${rule}`,
  };
}

function headline(finding: Finding, show: Show): string {
  const { kind, transition, openedAt, closedAt, accepted } = finding;
  if (kind === WAS_EXPOSED)
    return `${keyword(finding)}: ${subjectIn(finding, show)} ${finding.certain === false ? "may have violated" : "violated"} ${ruleIn(finding, show)} from ${spoken(openedAt, show)}, ${howEnded(finding, show)}.`;
  const { stands, changed, closed } = statementOf(finding, show);
  const news = newsOf(finding);
  const notKnown = `whether ${stands} cannot be determined now`;
  if (news !== undefined) {
    const now = { opened: stands, changed: stands, uncertain: notKnown, closed }[transition];
    return `${news.word}: ${now}, ${news.then}.`;
  }
  switch (transition) {
    case "opened":
      return `${show(keyword(finding))}: ${stands}.`;
    case "changed":
      return `${show(keyword(finding))}: ${changed}.`;
    case "uncertain":
      return `UNCERTAIN: ${notKnown}. The finding stays open.`;
    case "closed":
      if (accepted !== undefined)
        return `ACCEPTED: ${stands}, and that is accepted until ${spoken(accepted.until, show)} by ${show(accepted.owner)}.`;
      return `CLOSED: ${closed}, after ${duration(openedAt, closedAt ?? openedAt)}.`;
  }
}

function howEnded({ verdict, observedAt, closedAt = observedAt }: Finding, show: Show): string {
  const by = spoken(closedAt, show);
  return verdict === "holds"
    ? `closed by ${by}`
    : `and what opened it was replaced by ${by}; whether it is open in another way cannot be determined`;
}

function acceptedBecause({ accepted }: Finding, show: Show): string | undefined {
  if (accepted === undefined) return undefined;
  const { reason, by } = accepted;
  return `Accepted because: ${shortened(show(reason), LONGEST_REASON)} (asked for by ${show(by)}).`;
}

function who({ actor, change }: Finding, show: Show): string | undefined {
  if (actor === undefined) return undefined;
  if (change === undefined) return `Last known change by ${show(actor.display)}.`;
  return `Changed by ${show(actor.display)}: ${show(change.call)} at ${spoken(change.eventTime, show)}.`;
}

function why({ kind, because, observedAt }: Finding, show: Show): string {
  const read = kind === WAS_EXPOSED ? "" : ` (read at ${spoken(observedAt, show)})`;
  return `Why: ${shortened(show(because), LONGEST_REASON)}${read}.`;
}
