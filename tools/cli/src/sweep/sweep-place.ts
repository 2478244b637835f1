import type { EventPipeline } from "@security-auto/local-cloud";
import { UsageError } from "../core/usage-error";
import { type FunctionPlace, functionPlace } from "../register/function-place";

const ACCOUNT_CHANGED = {
  source: "aws.s3",
  "detail-type": "AWS API Call via CloudTrail",
  detail: { eventSource: "s3.amazonaws.com", eventName: "PutAccountPublicAccessBlock" },
};

/**
 * The function that sweeps takes changes of whole accounts from a queue.
 *
 * @throws UsageError where the environment has no such function
 */
export function sweepPlace(stack: EventPipeline): FunctionPlace {
  const targets = new Set(
    stack.rules
      .filter(({ matches }) => matches(ACCOUNT_CHANGED))
      .flatMap(({ targets }) => targets.map(({ arn }) => arn)),
  );
  const source = stack.eventSources.find(({ queue }) => targets.has(queue));
  const place = functionPlace(stack, source?.function);
  if (place !== undefined) return place;
  throw new UsageError(
    'sweeps are off in the environment: set "sweep": true in its file and deploy it, or name another with --environment',
  );
}
