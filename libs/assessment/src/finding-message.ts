import { printable, shortened } from "@security-auto/text";
import { GLOBAL_PLACE } from "./coverage";
import { COVERAGE, type Finding } from "./finding";
import { type MessageOptions, type Step, stepsFor } from "./finding-steps";
import { findingSummary, keyword } from "./finding-summary";

/** A message about one transition of a finding, for a person. */
export interface FindingMessage {
  /** Under 100 ASCII characters, as SNS requires of a subject. */
  readonly subject: string;
  readonly text: string;
}

/** SNS accepts subjects of fewer than 100 characters. */
const LONGEST_SUBJECT = 99;
const LONGEST_KEYWORD = 26;

/**
 * A finding in words: what, who and when, who can access it and why, and what to do now. Names and reasons come from whoever may change a
 * bucket: what a terminal or a mail program would obey is shown as JSON's escapes show it.
 *
 * @example
 * ```ts
 * const { subject, text } = findingMessage(finding);
 * ```
 */
export function findingMessage(finding: Finding, options: MessageOptions = {}): FindingMessage {
  const lines = [...findingSummary(finding), "", ...stepLines(stepsFor(finding, options))];
  return { subject: subjectOf(finding), text: `${lines.join("\n")}\n` };
}

function subjectOf(finding: Finding): string {
  const { bucket, account, kind, region } = finding;
  const before = `[security-auto] ${ascii(shortened(keyword(finding), LONGEST_KEYWORD))}: `;
  if (bucket === null) {
    const place = kind === COVERAGE && region !== GLOBAL_PLACE ? `, ${ascii(region)}` : "";
    return shortened(`${before}account ${account}${place}`, LONGEST_SUBJECT);
  }
  const after = ` (${account})`;
  const room = LONGEST_SUBJECT - before.length - "bucket ".length - after.length;
  return `${before}bucket ${shortened(ascii(bucket), room)}${after}`;
}

const ascii = (text: string): string => printable(text).replace(/[^\x20-\x7e]/g, "?");

function stepLines(steps: readonly Step[]): readonly string[] {
  const isOne = steps.length === 1;
  const lines = steps.flatMap(({ what, commands, then }) => [
    `${isOne ? "" : "- "}${what}:`,
    ...[...commands, ...(then === undefined ? [] : [then])].map((line) => `  ${line}`),
  ]);
  return isOne ? lines : ["What to do now:", ...lines];
}
