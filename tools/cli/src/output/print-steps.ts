import type { Remediation } from "@security-auto/assessment";
import { exposureInWords } from "./exposure-in-words";
import { type Call, stepLines } from "./step-lines";
import type { Terminal } from "./terminal";
import { styled } from "./text";

/** What is said of a step; one that is only observed is not taken. */
const RESPONSE_IN_WORDS = { observe: "would", approve: "approve", enforce: "enforce" } as const;

interface Steps extends Pick<Remediation, "respond" | "after" | "stops"> {
  readonly steps: readonly (Call & { readonly because: string })[];
  readonly undo: readonly Call[];
  /** Who keeps access, in words, where that is known. */
  readonly keeps?: readonly string[];
}

/** Prints the steps of a plan for a person: what is written and why, who loses and who keeps access, its undo; nothing where there are none. */
export async function printSteps(
  { respond, steps, after, stops, keeps = [], undo }: Steps,
  out: Terminal,
): Promise<void> {
  const row = (label: string, text: string) => out.print(["  ", styled("dim", label.padEnd(8)), ` ${text}`]);
  for (const step of steps) {
    await row(RESPONSE_IN_WORDS[respond], `${step.call}: ${step.because}`);
    for (const line of stepLines(step, undo)) await out.print([" ".repeat(11), line]);
  }
  if (steps.length === 0) return;
  await row("after", exposureInWords(after));
  for (const one of stops) await row("stops", one);
  for (const one of keeps) await row("keeps", one);
  await row("undo", undo.map(({ call }) => call).join(", "));
}
