import type { EventPattern } from "aws-cdk-lib/aws-events";

/** The top-level fields of an event that a pattern of ours names. */
interface EventBridgePattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * A pattern in EventBridge's own JSON as CDK's `Rule` takes it, which spells one field its own
 * way. A field that is not carried over does not compile.
 */
export function rulePattern({
  source,
  "detail-type": detailType,
  detail,
  ...rest
}: EventBridgePattern): EventPattern {
  const nothingLeft: Readonly<Record<string, never>> = rest;
  return { ...nothingLeft, source: [...source], detailType: [...detailType], detail };
}
