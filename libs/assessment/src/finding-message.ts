import { printable, shortened } from "@security-auto/text";
import type { Finding } from "./finding";

/** A message about one transition of a finding, for a person. */
export interface FindingMessage {
  /** Under 100 ASCII characters, as SNS requires of a subject. */
  readonly subject: string;
  readonly text: string;
}

/** SNS accepts subjects of fewer than 100 characters. */
const LONGEST_SUBJECT = 99;
const LONGEST_KEYWORD = 20;
const LONGEST_REASON = 600;

/**
 * A finding in words: what, who and when, who can access it and why, and what to do now. Names and reasons come from whoever may change a
 * bucket: what a terminal or a mail program would obey is shown as JSON's escapes show it.
 *
 * @example
 * ```ts
 * const { subject, text } = findingMessage(finding);
 * ```
 */
export function findingMessage(finding: Finding): FindingMessage {
  const lines = [...findingSummary(finding), "", ...commands(finding)];
  return { subject: subjectOf(finding), text: `${lines.join("\n")}\n` };
}

/** What a message says first, a sentence a line: what happened, who did it, where that is known, and why it is a finding. */
export function findingSummary(finding: Finding): readonly string[] {
  return [headline(finding), acceptedBecause(finding), who(finding), why(finding)].filter(
    (line) => line !== undefined,
  );
}

/** Of what a call opened and was closed before it was judged. */
const WAS_EXPOSED = "was-exposed";

const EXPOSED = {
  private: "PRIVATE",
  organization: "ORGANIZATION",
  external: "EXTERNAL",
  public: "PUBLIC",
} as const;

/** Few words for what matters most. */
function keyword({ transition, kind, exposure }: Finding): string {
  if (kind === WAS_EXPOSED)
    return exposure === null || exposure.atLeast === "private"
      ? "WAS IN VIOLATION"
      : `WAS ${EXPOSED[exposure.atLeast]}`;
  if (transition === "closed") return "CLOSED";
  if (transition === "uncertain") return "UNCERTAIN";
  if (kind !== "invariant" || exposure === null) return kind.toUpperCase().replaceAll("-", " ");
  return EXPOSED[exposure.atLeast];
}

function subjectOf(finding: Finding): string {
  const { bucket, account } = finding;
  const before = `[security-auto] ${ascii(shortened(keyword(finding), LONGEST_KEYWORD))}: `;
  if (bucket === null) return `${before}account ${account}`;
  const after = ` (${account})`;
  const room = LONGEST_SUBJECT - before.length - "bucket ".length - after.length;
  return `${before}bucket ${shortened(ascii(bucket), room)}${after}`;
}

const ascii = (text: string): string => printable(text).replace(/[^\x20-\x7e]/g, "?");

/** What a finding says while it stands, when it stands in another way, and when it is closed; each begins a sentence. */
interface Statement {
  readonly stands: string;
  readonly changed: string;
  readonly closed: string;
}

/** Such as `bucket ledger-archive (444455556666, eu-central-1)`. */
const subjectIn = ({ account, region, bucket }: Finding): string =>
  bucket === null ? `account ${account}` : `bucket ${printable(bucket)} (${account}, ${printable(region)})`;

const ruleIn = ({ kind, invariant }: Finding): string => printable(invariant ?? kind);

function statementOf(finding: Finding): Statement {
  const what = subjectIn(finding);
  if (finding.kind === "cannot-read")
    return {
      stands: `${what} cannot be read, and its verdict is unknown`,
      changed: `${what} still cannot be read, for another reason than before`,
      closed: `${what} can be read again`,
    };
  const rule = ruleIn(finding);
  return {
    stands: `${what} violates ${rule}`,
    changed: `${what} still violates ${rule}, in another way than before`,
    closed: `${what} no longer violates ${rule}`,
  };
}

function headline(finding: Finding): string {
  const { kind, transition, openedAt, closedAt, accepted } = finding;
  if (kind === WAS_EXPOSED)
    return `${keyword(finding)}: ${subjectIn(finding)} violated ${ruleIn(finding)} from ${spoken(openedAt)}, ${howEnded(finding)}.`;
  const { stands, changed, closed } = statementOf(finding);
  switch (transition) {
    case "opened":
      return `${keyword(finding)}: ${stands}.`;
    case "changed":
      return `${keyword(finding)}: ${changed}.`;
    case "uncertain":
      return `UNCERTAIN: whether ${stands} cannot be determined now. The finding stays open.`;
    case "closed":
      if (accepted !== undefined)
        return `CLOSED: ${stands}, and that is accepted until ${spoken(accepted.until)} by ${printable(accepted.owner)}.`;
      return `CLOSED: ${closed}, after ${duration(openedAt, closedAt ?? openedAt)}.`;
  }
}

function howEnded({ verdict, observedAt, closedAt = observedAt }: Finding): string {
  const by = spoken(closedAt);
  return verdict === "holds"
    ? `closed by ${by}`
    : `and what opened it was replaced by ${by}; whether it is open in another way cannot be determined`;
}

function acceptedBecause({ accepted }: Finding): string | undefined {
  if (accepted === undefined) return undefined;
  const { reason, by } = accepted;
  return `Accepted because: ${shortened(printable(reason), LONGEST_REASON)} (asked for by ${printable(by)}).`;
}

function who({ actor, change }: Finding): string | undefined {
  if (actor === undefined) return undefined;
  const call = change === undefined ? "" : `: ${printable(change.call)} at ${spoken(change.eventTime)}`;
  return `Changed by ${printable(actor.display)}${call}.`;
}

function why({ kind, because, observedAt }: Finding): string {
  const read = kind === WAS_EXPOSED ? "" : ` (read at ${spoken(observedAt)})`;
  return `Why: ${shortened(printable(because), LONGEST_REASON)}${read}.`;
}

function commands(finding: Finding): readonly string[] {
  const { id, kind, transition, bucket, exposure, accepted } = finding;
  const show = `  npm run findings -- show ${quoted(id)}`;
  if (kind === WAS_EXPOSED && bucket !== null) return inquiry(finding, bucket, show);
  if (accepted !== undefined)
    return [
      "Nothing to do. It opens again when that time is over, or when more can access the bucket. To see what happened:",
      show,
    ];
  if (transition === "closed") return ["Nothing to do. To see what happened:", show];
  return [
    "What to do now:",
    "- See everything about it:",
    show,
    ...(bucket === null
      ? []
      : kind === "cannot-read"
        ? READING
        : closing(bucket, exposure?.atLeast === "public")),
    "- If it is meant to be so, say who answers for it, why and until when:",
    `  npm run findings -- accept ${quoted(id)} --owner NAME --reason TEXT --expires DATE`,
  ];
}

const READING = ["- See which permissions the roles have, and which call needs each:", "  npm run policies"];

/** What to look at to find out what was read meanwhile: CloudTrail's management events do not show reads of objects. */
function inquiry(
  { region, openedAt, observedAt, closedAt = observedAt }: Finding,
  bucket: string,
  show: string,
): readonly string[] {
  const name = quoted(bucket);
  return [
    "What to do now:",
    "- See everything about it:",
    show,
    "- See who changed the bucket in that time:",
    `  aws cloudtrail lookup-events --region ${quoted(region)} --lookup-attributes AttributeKey=ResourceName,AttributeValue=${name} --start-time ${quoted(openedAt)} --end-time ${quoted(closedAt)}`,
    "- Find out who read or wrote objects in that time. That command does not show it: it is in S3 data events, where a trail or an event data store logs them (eventName GetObject, ListObjects, PutObject and others), and in the bucket's server access logs, where they are on:",
    `  aws s3api get-bucket-logging --bucket ${name}`,
    "  If neither was on, assume that every object was read.",
    ...allowed(bucket),
  ];
}

const allowed = (bucket: string): readonly string[] => [
  "- See who the bucket policy and the ACL allow:",
  `  aws s3api get-bucket-policy --bucket ${quoted(bucket)} --query Policy --output text`,
  `  aws s3api get-bucket-acl --bucket ${quoted(bucket)}`,
];

function closing(bucket: string, isPublic: boolean): readonly string[] {
  return [
    ...allowed(bucket),
    ...(isPublic
      ? [
          "- If nobody outside the bucket owner's account needs it, block public access:",
          `  aws s3api put-public-access-block --bucket ${quoted(bucket)} --public-access-block-configuration ${ALL_BLOCKS}`,
        ]
      : []),
  ];
}

const ALL_BLOCKS =
  "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true";

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  const shown = printable(text);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/** `2026-03-04T09:14:05.120Z` as `2026-03-04 09:14:05 UTC`. */
function spoken(time: string): string {
  const [, date, clock] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/.exec(time) ?? [];
  return date === undefined || clock === undefined ? printable(time) : `${date} ${clock} UTC`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function duration(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  const parts = [
    [Math.floor(ms / DAY), "day"],
    [Math.floor((ms % DAY) / HOUR), "hour"],
    [Math.floor((ms % HOUR) / MINUTE), "minute"],
  ] as const;
  const largest = parts.findIndex(([count]) => count > 0);
  if (largest === -1) return "less than a minute";
  return parts
    .slice(largest, largest + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" and ");
}
