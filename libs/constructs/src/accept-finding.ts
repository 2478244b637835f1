import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Rules that report each permission by itself; accepting such a rule as a whole would accept too much. */
const GRANULAR_RULES = ["AwsSolutions-IAM4", "AwsSolutions-IAM5"];

/** The id of one cdk-nag finding. */
export type FindingId = `AwsSolutions-${string}`;

/** Why the finding is right as it is. One sentence that is true. */
export interface Acceptance {
  readonly id: FindingId;
  readonly reason: string;
}

/** CDK records where an acceptance was written, which would put folders of this machine in the assembly. */
function withoutTrace(work: () => void): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * Accepts one cdk-nag finding on one construct.
 *
 * @throws RangeError when the id takes in more than one finding, or the reason is no sentence.
 * @example
 * acceptFinding(role, {
 *   id: "AwsSolutions-IAM5[Resource::*]",
 *   reason: "Which bucket is read is known only when an event names it.",
 * });
 * @see https://github.com/cdklabs/cdk-nag#acknowledging-a-rule
 */
export function acceptFinding(construct: IConstruct, { id, reason }: Acceptance): void {
  if (GRANULAR_RULES.includes(id)) {
    throw new RangeError(`${id} accepts every finding of the rule; name one, such as ${id}[Resource::*]`);
  }
  if (!/^[A-Z].{20,}\.$/s.test(reason)) {
    throw new RangeError(`${id} needs a reason: one whole sentence, not "${reason}"`);
  }
  withoutTrace(() => {
    Validations.of(construct).acknowledge({ id, reason });
  });
}
