import type { Remediation } from "@security-auto/assessment";
import type { ActionItem, RecordedSettings, Suppression } from "@security-auto/register";
import { compareSettings, type PartState } from "@security-auto/s3-remediation";
import { counted } from "../core/numbers";
import { exposureInWords } from "./exposure-in-words";
import { jsonChanges } from "./json-changes";
import { npmRun } from "./npm-run";
import { STYLE_OF_STATUS } from "./print-actions";
import { stepLines } from "./step-lines";
import type { Terminal } from "./terminal";
import { styled, type Text } from "./text";
import { whyOnlyPlanned } from "./why-only-planned";

/** What the register knows of one remediation. */
export interface KnownAction extends ActionItem {
  /** Of the finding that it answers; absent where nobody answers for that. */
  readonly suppression?: Suppression;
}

type Row = (label: string, text: Text) => Promise<void>;

/** Prints everything about a remediation for a person. */
export async function printAction(
  known: KnownAction,
  { environment, now }: { readonly environment?: string; readonly now: Date },
  out: Terminal,
): Promise<void> {
  const { remediation, suppression } = known;
  const row: Row = (label, text) => out.print([styled("dim", label.padEnd(13)), text]);
  const { id, status, at, bucket, account, region, invariant, finding, before, after, stops } = remediation;
  await out.print(styled("bold", id));
  await row("status", [styled(STYLE_OF_STATUS[status], status), ` at ${at}`]);
  await row("bucket", `${bucket} (${account}, ${region})`);
  await row("invariant", `${invariant} (respond: ${remediation.respond})`);
  if (finding !== undefined) await row("finding", finding);
  const why = status === "planned" ? whyOnlyPlanned(known, now) : remediation.because;
  if (why !== undefined) await row("because", why);
  await row("exposure", `${exposureInWords(before)} before, ${exposureInWords(after)} after`);
  for (const one of stops) await row("loses access", one);
  for (const text of askedBy(known)) await row("asked for", text);
  if (suppression !== undefined) {
    const { until, owner, reason } = suppression.exception;
    await row("left alone", `until ${until} by ${owner}: ${reason}`);
  }
  for (const [index, step] of remediation.steps.entries()) {
    await row(`step ${index + 1}`, `${step.call}: ${step.because}`);
    await printLines(stepLines(step, remediation.undo), out);
  }
  await row("undo", remediation.undo.map(undoInWords).join(", then "));
  await printStanding(known, row, out);
  const command = nextCommand(remediation);
  if (command !== undefined) await row("to do", npmRun(command, environment));
}

const printLines = async (lines: readonly Text[], out: Terminal): Promise<void> => {
  for (const line of lines) await out.print(["               ", line]);
};

/** The lines above show what a call of the undo writes: what is marked as removed in them is there again, and nothing of what is added. */
function undoInWords({ call, parameters: { Policy: policy } }: Remediation["undo"][number]): string {
  return typeof policy === "string"
    ? `${call} with the policy as it was, to the byte (${counted(Buffer.byteLength(policy))} bytes)`
    : call;
}

function* askedBy({ remediation: { requested }, undo }: ActionItem): Iterable<string> {
  if (undo !== undefined) {
    const although = undo.force ? ", although the bucket was changed since" : "";
    yield `undo, by ${undo.by} at ${undo.at}${although}; ${undo.owner} answers for it: ${undo.reason}`;
    return;
  }
  if (requested === undefined) return;
  const { by, owner, reason } = requested;
  const answers = owner === undefined ? "" : `; ${owner} answers for it`;
  yield `approval, by ${by}${answers}${reason === undefined ? "" : `: ${reason}`}`;
}

const PARTS = {
  acl: "the ACL",
  policy: "the bucket policy",
  publicAccessBlock: "the bucket's public access block",
} as const satisfies Readonly<Record<PartState["part"], string>>;

const STATES = {
  prior: "as it was before",
  left: "as the action leaves it",
  other: "changed by somebody else, from what the action leaves",
} as const satisfies Readonly<Record<PartState["state"], string>>;

/** What the bucket had when it was last read after a write. */
async function printStanding({ prior, left, stands }: ActionItem, row: Row, out: Terminal): Promise<void> {
  if (stands === undefined) return;
  for (const { part, state } of compareSettings({ prior, left }, stands, false)) {
    await row("stands", `${PARTS[part]}: ${STATES[state]}`);
    if (state === "other") await printLines(changedLines(part, left, stands), out);
  }
}

function changedLines(
  part: PartState["part"],
  left: RecordedSettings,
  stands: RecordedSettings,
): readonly Text[] {
  if (part === "policy") return jsonChanges(left.policy, stands.policy);
  const textOf = (settings: RecordedSettings) => JSON.stringify(settings[part]);
  return jsonChanges(textOf(left), textOf(stands));
}

/** What may be asked for next. */
function nextCommand({ id, status }: Remediation): string | undefined {
  switch (status) {
    case "planned":
      return `approve -- ${id}`;
    case "applied":
    case "failed":
      return `undo -- ${id} --owner NAME --reason TEXT`;
    case "undone":
    case "refused":
      return undefined;
  }
}
