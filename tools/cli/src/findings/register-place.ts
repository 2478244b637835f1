import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import type { EventPipeline } from "@security-auto/local-cloud";
import { UsageError } from "../core/usage-error";
import { type FunctionPlace, functionPlace } from "../register/function-place";

const ASSESSED = { source: EVENT_SOURCE, "detail-type": DETAIL_TYPES.assessed, detail: {} };

/** The register is kept by the function that is invoked for every assessment. `undefined`: the environment has no such function. */
export function registerIn(stack: EventPipeline): FunctionPlace | undefined {
  const functionArn = stack.rules
    .filter(({ matches }) => matches(ASSESSED))
    .flatMap(({ targets }) => targets.map(({ arn }) => arn))
    .find((arn) => stack.functions.includes(arn));
  return functionPlace(stack, functionArn);
}

/** @throws UsageError where the environment keeps no register */
export function registerPlace(stack: EventPipeline): FunctionPlace {
  const place = registerIn(stack);
  if (place !== undefined) return place;
  throw new UsageError(
    'the environment keeps no register: set "findings": true in its file and deploy it, or name another with --environment',
  );
}
