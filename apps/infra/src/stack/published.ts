import { DETAIL_TYPES, type DetailType, EVENT_SOURCE } from "@security-auto/assessment";
import { type Permission, PrivateEventBus, WorkQueue } from "@security-auto/constructs";
import { eventBusArn, partitionOf, roleArn, ruleArn } from "@security-auto/iam-policy";
import { type BusSender, putEvents } from "@security-auto/policies";
import { type IEventBusRef, Rule } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";
import { takesRequests } from "../environment/environment";
import { FUNCTIONS } from "../environment/functions";
import type { Common } from "./common";

export interface PublishedProps {
  readonly common: Common;
  /** Of the function that judges. */
  readonly functionArn: string;
  readonly failureQueueArn: string;
}

/** What the function that sweeps puts on the private bus. */
export const SWEEP_SAYS = [
  DETAIL_TYPES.sweepFinished,
  DETAIL_TYPES.assessmentRequested,
  DETAIL_TYPES.bucketsNotListed,
  DETAIL_TYPES.coverageChecked,
] as const;

/** Who puts which events on the private bus: the functions, and whoever may ask for an assessment. */
function sendersOf({ environment, here }: Common): readonly BusSender[] {
  const { functions, assessmentRequesters, region } = environment;
  const role = ({ roleName }: { readonly roleName: string }): string =>
    roleArn({ partition: partitionOf(region), accountId: here.accountId, name: roleName });
  return [
    { roleArns: [role(functions.s3)], detailTypes: [DETAIL_TYPES.assessed] },
    ...(environment.findings
      ? [{ roleArns: [role(functions.findings)], detailTypes: [DETAIL_TYPES.findingChanged] as const }]
      : []),
    ...(environment.remediation
      ? [{ roleArns: [role(functions.restrict)], detailTypes: [DETAIL_TYPES.remediationChanged] as const }]
      : []),
    ...(environment.sweep ? [{ roleArns: [role(functions.sweep)], detailTypes: SWEEP_SAYS }] : []),
    ...(assessmentRequesters.length === 0
      ? []
      : [{ roleArns: assessmentRequesters, detailTypes: [DETAIL_TYPES.assessmentRequested] as const }]),
  ];
}

/** The permission to put events of these kinds on the private bus. */
export function publishPermission(
  { environment, here }: Common,
  ...detailTypes: readonly DetailType[]
): Permission {
  return {
    statement: putEvents({
      eventBusArn: eventBusArn({ ...here, name: environment.names.privateBus }),
      only: { source: EVENT_SOURCE, detailTypes },
    }),
  };
}

/** The ARN of the rule on assessments. */
export function assessedRuleArn({ environment: { names }, here }: Common): string {
  return ruleArn({ ...here, name: names.assessedRule, busName: names.privateBus });
}

/** The ARN of the rule on violations. */
export function violatedRuleArn({ environment: { names }, here }: Common): string {
  return ruleArn({ ...here, name: names.violatedRule, busName: names.privateBus });
}

/** The ARN of the rule on remediations. */
export function remediationRuleArn({ environment: { names }, here }: Common): string {
  return ruleArn({ ...here, name: names.remediationRule, busName: names.privateBus });
}

/** The ARN of the rule on what a sweep finds beside assessments. */
export function sweptRuleArn({ environment: { names }, here }: Common): string {
  return ruleArn({ ...here, name: names.sweptRule, busName: names.privateBus });
}

/** The ARN of the rule on the central bus on calls that end the forwarding of changes. */
export function tamperingRuleArn({ environment: { names }, here }: Common): string {
  return ruleArn({ ...here, name: names.tamperingRule, busName: names.bus });
}

/** The ARN of the rule on the central bus that starts sweeps. */
export function sweepRuleArn({ environment: { names }, here }: Common): string {
  return ruleArn({ ...here, name: names.sweepRule, busName: names.bus });
}

/** The ARN of the rule for requests; `undefined` where nobody may ask for an assessment. */
export function requestRuleArn({ environment, here }: Common): string | undefined {
  const { names } = environment;
  if (!takesRequests(environment)) return undefined;
  return ruleArn({ ...here, name: names.requestRule, busName: names.privateBus });
}

/** A request that fails is received so often. */
const MOST_RECEIVES = 5;

/**
 * The private bus, on which assessments are published, and the rule on it that brings each request to the function that judges.
 * The rule is there only where somebody may ask. Requests wait in a queue and are judged a few at a time: however many there are, the
 * changes that the function is invoked for do not wait behind them.
 */
export class Published extends Construct {
  readonly bus: IEventBusRef;

  constructor(scope: Construct, id: string, { common, functionArn, failureQueueArn }: PublishedProps) {
    super(scope, id);
    const { names, delivery, functions } = common.environment;
    const { bus } = new PrivateEventBus(this, "PrivateEventBus", {
      busName: names.privateBus,
      senders: sendersOf(common),
    });
    this.bus = bus;
    const arn = requestRuleArn(common);
    if (arn === undefined) return;
    const queue = new WorkQueue(this, "RequestQueue", {
      queueName: names.requestQueue,
      ruleArns: [arn],
      function: { functionArn, timeoutSeconds: functions.s3.timeoutSeconds },
      mostReceives: MOST_RECEIVES,
      maximumConcurrency: FUNCTIONS.s3.requestsAtOnce,
      ...delivery,
      deadLetterQueueArn: failureQueueArn,
      ...common.encryption,
    });
    const rule = new Rule(this, "Requests", {
      eventBus: bus,
      ruleName: names.requestRule,
      description: "Every request for an assessment, for the function that judges",
      eventPattern: { source: [EVENT_SOURCE], detailType: [DETAIL_TYPES.assessmentRequested] },
      targets: [queue],
    });
    // Create the rule last: it delivers as soon as it exists.
    rule.node.addDependency(queue);
  }
}
