import { ASSESSMENT_EXAMPLE, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import type { EventPipeline } from "@security-auto/local-cloud";
import { UsageError } from "../core/usage-error";
import { type FunctionPlace, functionPlace } from "../register/function-place";

const VIOLATES = {
  source: EVENT_SOURCE,
  "detail-type": DETAIL_TYPES.assessed,
  detail: { ...ASSESSMENT_EXAMPLE, verdict: "violates" },
};

/** The function that remediates takes violations from a queue. `undefined`: the environment has no such function. */
export function restrictIn(stack: EventPipeline): FunctionPlace | undefined {
  const targets = new Set(
    stack.rules
      .filter(({ matches }) => matches(VIOLATES))
      .flatMap(({ targets }) => targets.map(({ arn }) => arn)),
  );
  const source = stack.eventSources.find(({ queue }) => targets.has(queue));
  return functionPlace(stack, source?.function);
}

/** @throws UsageError where the environment has no function that remediates */
export function restrictPlace(stack: EventPipeline): FunctionPlace {
  const place = restrictIn(stack);
  if (place !== undefined) return place;
  throw new UsageError(
    'remediation is off in the environment: set "remediation": true in its file and deploy it, or name another with --environment',
  );
}
