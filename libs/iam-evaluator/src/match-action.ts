import { type Answer, any, unknown, yesOrNo } from "./answer";
import { fits, globOf } from "./glob";

/** Whether one of the patterns means this action; upper and lower case do not matter. */
export function matchAction(patterns: readonly string[], action: string): Answer {
  const value = Array.from(action.toLowerCase());
  return any(
    patterns.map((pattern) =>
      // AWS knows no variables here, and no action has such a name.
      pattern.includes("${")
        ? unknown("policy variable in an action", pattern)
        : yesOrNo(fits(globOf(pattern.toLowerCase()), value)),
    ),
  );
}
