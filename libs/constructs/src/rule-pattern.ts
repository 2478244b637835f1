import type { EventPattern } from "aws-cdk-lib/aws-events";

/** The top-level fields of an event that a pattern of ours names. */
export interface EventBridgePattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * A pattern in EventBridge's own JSON as CDK's `Rule` takes it, which spells one field its own way.
 *
 * @throws RangeError for another field: a rule without it would match more than was meant.
 */
export function rulePattern({
  source,
  "detail-type": detailType,
  detail,
  ...rest
}: EventBridgePattern): EventPattern {
  const [lost] = Object.keys(rest);
  if (lost !== undefined) throw new RangeError(`the pattern's ${lost} is not carried over to the rule`);
  return { source: [...source], detailType: [...detailType], detail };
}
