import { assessmentIn, STYLE_OF_VERDICT } from "./assessment-in";
import { styled, type Text } from "./text";

type Row = (label: string, text: Text) => Promise<void>;

/** Tells what the function found: who can reach the bucket, why, and whether that is allowed. */
export async function tellAssessment(response: unknown, row: Row): Promise<void> {
  const told = assessmentIn(response);
  if (told === undefined) return;
  const { atLeast, atMost } = told.exposure;
  const reach = atLeast === atMost ? atLeast : `between ${atLeast} and ${atMost}`;
  await row("verdict", [
    styled(STYLE_OF_VERDICT[told.verdict], told.verdict),
    `; who can reach it: ${reach}`,
  ]);
  for (const { source, statement, because } of told.evidence) {
    await row("because", `${source}${statement === null ? "" : ` (${statement})`}: ${because}`);
  }
  for (const { name, verdict, because } of told.invariants) {
    if (verdict !== "holds") await row("invariant", `${name} ${verdict}: ${because}`);
  }
}
