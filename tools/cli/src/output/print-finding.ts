import { findingMessage, type MessageOptions } from "@security-auto/assessment";
import type { BucketState, FindingItem, Suppression } from "@security-auto/register";
import { exposureInWords } from "./exposure-in-words";
import { STYLE_OF_VERDICT } from "./print-assessment";
import type { Terminal } from "./terminal";
import { styled, type Text } from "./text";

/** What the register knows of one finding. */
export interface KnownFinding extends FindingItem {
  /** Of the bucket, as it was read last; absent where it was deleted long ago. */
  readonly state?: BucketState;
  readonly suppression?: Suppression;
}

/** Prints everything about a finding for a person: since when, who, why, the bucket as it was read last, the message that was sent. */
export async function printFinding(
  known: KnownFinding,
  { environment }: MessageOptions,
  out: Terminal,
): Promise<void> {
  const { finding, state, suppression, transitions, unannounced } = known;
  const row = (label: string, text: Text) => out.print([styled("dim", label.padEnd(13)), text]);
  await out.print(styled("bold", finding.id));
  const { openedAt, closedAt, observedAt, actor, change, exposure } = finding;
  await row("opened", openedAt);
  if (closedAt !== undefined) await row("closed", closedAt);
  await row("last change", `${finding.transition}, by what was read at ${observedAt}; ${transitions} in all`);
  if (actor !== undefined) await row("who", actor.display);
  if (change !== undefined) await row("call", `${change.call} at ${change.eventTime}`);
  await row("verdict", [styled(STYLE_OF_VERDICT[finding.verdict], finding.verdict), `: ${finding.because}`]);
  if (exposure !== null) await row("exposure", exposureInWords(exposure));
  if (suppression !== undefined) await row(suppression.kind, exceptionInWords(suppression));
  if (unannounced.length > 0)
    await row("to be sent", unannounced.map(({ channels }) => channels.join(", ")).join("; "));
  if (state !== undefined) await printState(state, row);
  await out.print();
  const { subject, text } = findingMessage(finding, { environment });
  await row("message", subject);
  for (const line of text.trimEnd().split("\n")) await out.print(["  ", line]);
}

async function printState(
  { observedAt, region, assessment }: BucketState,
  row: (label: string, text: Text) => Promise<void>,
): Promise<void> {
  const { gone = false, evidence, facets, invariants, exposure } = assessment;
  await row("bucket", `${gone ? "deleted" : exposureInWords(exposure)}, in ${region}, as of ${observedAt}`);
  for (const { source, statement, because } of evidence)
    await row("because", `${source}${statement === null ? "" : ` (${statement})`}: ${because}`);
  for (const { name, verdict, because } of invariants)
    await row("invariant", [styled(STYLE_OF_VERDICT[verdict], verdict), ` ${name}: ${because}`]);
  const unread = Object.entries(facets).filter(([, read]) => read === "denied" || read === "failed");
  for (const [facet, read] of unread) await row("not read", `${facet} (${read})`);
}

function exceptionInWords({ exception, since, exposure }: Suppression): string {
  const { owner, reason, until, by } = exception;
  const most = exposure === null ? "" : `, up to ${exposure}`;
  return `until ${until} by ${owner}${most}: ${reason} (since ${since}, asked for by ${by})`;
}
