import { shortened } from "@security-auto/text";
import type { Finding } from "./finding";
import { type RemediationStage, remediationStage } from "./remediation-stage";
import { spoken } from "./spoken-time";

type Told = NonNullable<Finding["remediation"]>;
type Show = (text: string) => string;

/** What is said of a remediation at each stage: a sentence without its end. */
const SAID: Readonly<Record<RemediationStage, (told: Told, show: Show) => string>> = {
  waiting: (told, show) => `What would be done: ${stepsOf(told, show)}. ${waitsFor(told, show)}`,
  "under way": (told, show) =>
    `What was about to be done at ${spoken(told.at, show)}: ${stepsOf(told, show)}`,
  applied: (told, show) =>
    `What was done at ${spoken(told.at, show)}${approved(told, show)}: ${stepsOf(told, show)}`,
  failed: (told, show) =>
    `What was tried at ${spoken(told.at, show)}: ${stepsOf(told, show)}. What went wrong: ${reasonOf(told, show)}`,
  undone: (told, show) =>
    `Undone at ${spoken(told.at, show)}${asked(told, show)}: the bucket has its earlier settings again`,
  refused: (told, show) =>
    told.steps.length === 0
      ? `Nothing was changed: ${reasonOf(told, show)}`
      : `What would have been done: ${stepsOf(told, show)}. Nothing was changed: ${reasonOf(told, show)}`,
};

/** What was done about a finding, or would be, and who loses access by it, a sentence a line. */
export function remediationSummary(finding: Finding, show: Show): readonly string[] {
  const { remediation } = finding;
  const stage = remediationStage(finding);
  if (remediation === undefined || stage === undefined) return [];
  const said = `${SAID[stage](remediation, show)}.`;
  const { stops } = remediation;
  const lost = LOST[stage];
  return lost === undefined || stops.length === 0 ? [said] : [said, `${lost}: ${listed(stops, show)}.`];
}

const LOST: Readonly<Record<RemediationStage, string | undefined>> = {
  waiting: "Who would lose access",
  "under way": "Who loses access",
  applied: "Who loses access",
  failed: "Who would lose access",
  undone: undefined,
  refused: undefined,
};

const LONGEST_LIST = 600;

const listed = (texts: readonly string[], show: Show): string =>
  shortened(texts.map(show).join("; "), LONGEST_LIST);

const stepsOf = ({ steps }: Told, show: Show): string => listed(steps, show);

const reasonOf = ({ because }: Told, show: Show): string =>
  because === undefined ? "no reason is known" : listed([because], show);

function waitsFor({ respond, notBefore, because }: Told, show: Show): string {
  if (notBefore !== undefined)
    return `It will be done by the first assessment after ${spoken(notBefore, show)}, unless the finding is closed or accepted before then`;
  const why = because === undefined ? undefined : listed([because], show);
  if (respond === "observe") return `Nothing is written: ${why ?? "the invariant is only observed"}`;
  return `It waits for approval${why === undefined ? "" : `: ${why}`}`;
}

function approved({ requested }: Told, show: Show): string {
  return requested === undefined ? "" : `, approved by ${show(requested.owner ?? requested.by)}`;
}

function asked({ requested }: Told, show: Show): string {
  if (requested === undefined) return "";
  const { by, owner = by, reason } = requested;
  return `, asked for by ${show(owner)}${reason === undefined ? "" : ` (${listed([reason], show)})`}`;
}
