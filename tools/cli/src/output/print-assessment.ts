import { readAnswer } from "@security-auto/assessment";
import { exposureInWords } from "./exposure-in-words";
import { styled, type Text } from "./text";

type Row = (label: string, text: Text) => Promise<void>;

export const STYLE_OF_VERDICT = { holds: "green", violates: "red", unknown: "yellow" } as const;

/** Prints what the function found: who can access the bucket, why, and whether that is allowed. */
export async function printAssessment(response: unknown, row: Row): Promise<void> {
  const read = readAnswer(response);
  if (!read.success) return row("verdict", styled("red", read.error));
  const { assessment } = read;
  if (assessment === undefined) return;
  await row("verdict", [
    styled(STYLE_OF_VERDICT[assessment.verdict], assessment.verdict),
    `; who can access it: ${exposureInWords(assessment.exposure)}`,
  ]);
  for (const { source, statement, because } of assessment.evidence) {
    await row("because", `${source}${statement === null ? "" : ` (${statement})`}: ${because}`);
  }
  for (const { name, verdict, because } of assessment.invariants) {
    if (verdict !== "holds") await row("invariant", `${name} ${verdict}: ${because}`);
  }
}
