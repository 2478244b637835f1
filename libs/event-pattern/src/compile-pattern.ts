import { branchesOf } from "./branches";
import { checkComplexity } from "./check-complexity";
import type { CompiledPattern, InvalidPattern, Result } from "./core/event-pattern";
import { explainMismatches } from "./explain";
import { isObject } from "./core/json";
import { branchMatcher } from "./match-branch";
import { parsePattern } from "./parse-pattern";
import { valid } from "./core/parsed";
import { checkSize } from "./pattern-size";

/**
 * Checks an event pattern and prepares it for matching. Nothing is thrown for any JSON value.
 *
 * @param pattern the pattern as parsed JSON; it must not be changed afterwards
 * @returns the compiled pattern, or the place and the reason for which EventBridge would refuse it
 *
 * @example
 * const compiled = compilePattern({ detail: { eventName: [{ prefix: "PutBucket" }] } });
 * if (!compiled.success) throw new Error(`${compiled.error.path} ${compiled.error.reason}`);
 * compiled.data.matches({ detail: { eventName: "PutBucketAcl" } }); // true
 * compiled.data.explain({ detail: {} }); // [{ path: "detail.eventName", because: "detail.eventName is missing, ..." }]
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function compilePattern(pattern: unknown): Result<CompiledPattern, InvalidPattern> {
  const size = checkSize(pattern);
  if (!size.success) return size;
  const tree = parsePattern(pattern);
  if (!tree.success) return tree;
  const branches = branchesOf(tree.data);
  if (!branches.success) return branches;
  const complexity = checkComplexity(branches.data);
  if (!complexity.success) return complexity;

  const matchers = branches.data.map(branchMatcher);
  const matches = (event: unknown): boolean => {
    if (!isObject(event)) return false;
    for (const matcher of matchers) if (matcher(event)) return true;
    return false;
  };
  return valid({
    matches,
    explain: (event) => {
      if (!isObject(event)) {
        return [{ path: "", expected: pattern, actual: event, because: "the event is no JSON object" }];
      }
      if (matches(event)) return [];
      return explainMismatches(tree.data, event);
    },
  });
}
