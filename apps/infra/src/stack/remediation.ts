import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { InvokedByExecutionRole, WorkQueue } from "@security-auto/constructs";
import { type IEventBusRef, Rule } from "aws-cdk-lib/aws-events";
import { Construct, type IDependable } from "constructs";
import { writesToBuckets } from "../environment/environment";
import { FUNCTIONS } from "../environment/functions";
import type { Common } from "./common";
import { remediationRuleArn, violatedRuleArn } from "./published";
import { restrictRole } from "./restrict-role";

const MOST_RECEIVES = 5;

export interface RemediationProps {
  readonly common: Common;
  /** The private bus. */
  readonly bus: IEventBusRef;
  /** Of the function that remediates. */
  readonly functionArn: string;
  /** Of the function that keeps the register. */
  readonly keeperArn: string;
  /** It has to allow the function's queue as a source. */
  readonly failureQueueArn: string;
  /** What has to be there before the rules deliver. */
  readonly after: readonly IDependable[];
}

/**
 * What brings each violation to the function that remediates, and each remediation to the function that keeps the register; and the role
 * to write with in the security account itself.
 */
export class Remediation extends Construct {
  constructor(scope: Construct, id: string, props: RemediationProps) {
    super(scope, id);
    const { common, bus, failureQueueArn } = props;
    const { names, delivery, functions } = common.environment;
    const queue = new WorkQueue(this, "Violations", {
      queueName: names.restrictQueue,
      ruleArns: [violatedRuleArn(common)],
      function: { functionArn: props.functionArn, timeoutSeconds: functions.restrict.timeoutSeconds },
      mostReceives: MOST_RECEIVES,
      maximumConcurrency: FUNCTIONS.restrict.pollsAtOnce,
      ...delivery,
      deadLetterQueueArn: failureQueueArn,
      ...common.encryption,
    });
    const violated = new Rule(this, "Violated", {
      eventBus: bus,
      ruleName: names.violatedRule,
      description: "Every bucket that violates an invariant, for the function that remediates",
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: [DETAIL_TYPES.assessed],
        detail: { scope: ["bucket"], verdict: ["violates"] },
      },
      targets: [queue],
    });
    const invocation = new InvokedByExecutionRole(this, "Invocation", {
      functionArn: props.keeperArn,
      ruleArn: remediationRuleArn(common),
      roleName: names.remediationRole,
      policyName: names.remediationPolicy,
      ...delivery,
      deadLetterQueueArn: failureQueueArn,
      ...common.boundary,
    });
    const changed = new Rule(this, "Changed", {
      eventBus: bus,
      ruleName: names.remediationRule,
      description: "Every remediation, for the function that keeps the register",
      eventPattern: { source: [EVENT_SOURCE], detailType: [DETAIL_TYPES.remediationChanged] },
      targets: [invocation],
    });
    const roles = writesToBuckets(common.environment)
      ? [restrictRole(this, common.environment, { roleName: names.ownRestrictRole, ...common.boundary })]
      : [];
    // Create the rules last: they deliver as soon as they exist.
    changed.node.addDependency(invocation, ...props.after);
    violated.node.addDependency(queue, changed, ...roles, ...props.after);
  }
}
