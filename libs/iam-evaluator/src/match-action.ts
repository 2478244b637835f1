import { fits, hasVariable } from "@security-auto/iam-policy";

import { type Answer, any, unknown, yesOrNo } from "./answer";

/** Whether one of the patterns means this action; upper and lower case do not matter. */
export function matchAction(patterns: readonly string[], action: string): Answer {
  return any(
    patterns.map((pattern) =>
      // AWS knows no variables here, and no action has such a name.
      hasVariable(pattern)
        ? unknown("policy variable in an action", pattern)
        : yesOrNo(fits(pattern.toLowerCase(), action.toLowerCase())),
    ),
  );
}
