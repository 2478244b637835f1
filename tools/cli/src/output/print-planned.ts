import type { Remediation } from "@security-auto/assessment";
import { interpretEvent } from "@security-auto/events";
import { exposureInWords } from "./exposure-in-words";
import { printSteps } from "./print-steps";
import type { Terminal } from "./terminal";
import { styled } from "./text";

/** Prints one change that the system would make, and the event that leads to it, for a person. */
export async function printPlanned(remediation: Remediation, event: unknown, out: Terminal): Promise<void> {
  const { bucket, account, region, before, invariant } = remediation;
  await out.print([
    styled("bold", bucket),
    ` (${account}, ${region}): ${exposureInWords(before)}, violates ${invariant}`,
  ]);
  const meaning = interpretEvent(event);
  if (meaning.kind === "change") {
    const { call, eventTime, actor } = meaning.change;
    await out.print(["  ", styled("dim", "since"), `    ${call} at ${eventTime} by ${actor.display}`]);
  }
  await printSteps(remediation, out);
  await out.print();
}
