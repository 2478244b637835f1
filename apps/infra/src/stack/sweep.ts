import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { InvokedByExecutionRole, QueueSchedule, rulePattern, WorkQueue } from "@security-auto/constructs";
import { s3SweepingChangePattern, tamperingPattern } from "@security-auto/events";
import { type IEventBusRef, Rule } from "aws-cdk-lib/aws-events";
import { Construct, type IDependable } from "constructs";
import { FUNCTIONS } from "../environment/functions";
import type { Common } from "./common";
import { sweepRuleArn, sweptRuleArn, tamperingRuleArn } from "./published";
import { watchedNames } from "./expected-coverage";

/** A message whose account, or whose call, fails so often is for somebody to look at. */
const MOST_RECEIVES = 5;
const BATCH_SIZE = 5;

/** What the schedule sends. */
const START = { version: "1", request: "sweep", reason: "schedule" } as const;

export interface SweepProps {
  readonly common: Common;
  readonly centralBus: IEventBusRef;
  readonly privateBus: IEventBusRef;
  /** Of the function that sweeps. */
  readonly functionArn: string;
  /** Of the function that keeps the register. */
  readonly keeperArn: string;
  /** It has to allow the function's queue as a source. */
  readonly failureQueueArn: string;
  /** What has to be there before the rules deliver. */
  readonly after: readonly IDependable[];
}

/**
 * The queue of the function that sweeps, what puts the first message of a sweep into it, what brings the results that are no
 * assessments to the function that keeps the register, and what tells both of calls that end the forwarding of changes.
 */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, props: SweepProps) {
    super(scope, id);
    const { common, failureQueueArn } = props;
    const { names, delivery, functions, sweeping } = common.environment;
    const deadLetters = { deadLetterQueueArn: failureQueueArn };
    const queue = new WorkQueue(this, "Work", {
      queueName: names.sweepQueue,
      ruleArns: [sweepRuleArn(common), tamperingRuleArn(common)],
      function: { functionArn: props.functionArn, timeoutSeconds: functions.sweep.timeoutSeconds },
      mostReceives: MOST_RECEIVES,
      maximumConcurrency: FUNCTIONS.sweep.pollsAtOnce,
      batchSize: BATCH_SIZE,
      ...delivery,
      ...deadLetters,
      ...common.encryption,
    });
    const invocation = new InvokedByExecutionRole(this, "Invocation", {
      functionArn: props.keeperArn,
      ruleArn: sweptRuleArn(common),
      roleName: names.sweptRole,
      policyName: names.sweptPolicy,
      ...delivery,
      ...deadLetters,
      ...common.boundary,
    });
    const swept = new Rule(this, "Swept", {
      eventBus: props.privateBus,
      ruleName: names.sweptRule,
      description: "What a sweep finds beside assessments, for the function that keeps the register",
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: [DETAIL_TYPES.bucketsNotListed, DETAIL_TYPES.coverageChecked],
      },
      targets: [invocation],
    });
    const changed = new Rule(this, "Changed", {
      eventBus: props.centralBus,
      ruleName: names.sweepRule,
      description: "Every change of a whole account or of the organization, after which buckets are swept",
      eventPattern: rulePattern(s3SweepingChangePattern),
      targets: [queue],
    });
    const tamperingInvocation = new InvokedByExecutionRole(this, "TamperingInvocation", {
      functionArn: props.keeperArn,
      ruleArn: tamperingRuleArn(common),
      roleName: names.tamperingRole,
      policyName: names.tamperingPolicy,
      ...delivery,
      ...deadLetters,
      ...common.boundary,
    });
    const tampering = new Rule(this, "Tampering", {
      eventBus: props.centralBus,
      ruleName: names.tamperingRule,
      description:
        "Every call that can end the forwarding of changes: it is recorded, and the account checked",
      eventPattern: rulePattern(tamperingPattern(watchedNames(common.environment))),
      targets: [tamperingInvocation, queue],
    });
    // Create the rules last: they deliver as soon as they exist.
    tampering.node.addDependency(tamperingInvocation, queue, swept, ...props.after);
    swept.node.addDependency(invocation, ...props.after);
    changed.node.addDependency(queue, swept, ...props.after);
    if (sweeping.schedule === "off") return;
    const schedule = new QueueSchedule(this, "Schedule", {
      scheduleName: names.sweepSchedule,
      description: "Starts a sweep of every account",
      expression: sweeping.schedule,
      queueArn: queue.queue.queueArn,
      message: START,
      roleName: names.sweepScheduleRole,
      policyName: names.sweepSchedulePolicy,
      ...deadLetters,
      ...common.boundary,
      ...common.encryption,
    });
    schedule.node.addDependency(queue, swept, ...props.after);
  }
}
