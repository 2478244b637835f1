import { nameOf } from "./decision";
import type { Gathered } from "./gather";
import type { Side } from "./statement";

/** From here on a statement is about the action asked for. */
const ACTION_MATCHED = 2;

/** The Allow that came nearest to applying and what was missing, as the end of a sentence. */
export function nearest(statements: readonly Gathered[], side: Side): string {
  let best: { readonly passed: number; readonly text: string } = { passed: ACTION_MATCHED - 1, text: "" };
  for (const each of statements) {
    if (each.side !== side || each.effect !== "Allow" || each.answer.is !== "no") continue;
    if (each.passed <= best.passed || each.answer.because === undefined) continue;
    best = { passed: each.passed, text: `; nearest is ${nameOf(each.ref)}, but ${each.answer.because}` };
  }
  return best.text;
}
