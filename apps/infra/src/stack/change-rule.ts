import { NotifiesTopic, rulePattern } from "@security-auto/constructs";
import { s3AccessChangePattern } from "@security-auto/events";
import { type IEventBusRef, type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Common } from "./common";

export interface ChangeRuleProps {
  readonly common: Common;
  readonly bus: IEventBusRef;
  readonly topic: ITopic;
  readonly failureQueueArn: string;
  /** By what it invokes functions. */
  readonly targets: readonly IRuleTarget[];
}

/** The rule on the central bus: every S3 change is published to the topic, and handed to the functions. */
export class ChangeRule extends Rule {
  constructor(scope: Construct, id: string, props: ChangeRuleProps) {
    const { environment, boundary, encryption, changeRuleArn } = props.common;
    const { names, delivery } = environment;
    const notification = new NotifiesTopic(scope, "Notification", {
      topicArn: props.topic.topicArn,
      ruleArn: changeRuleArn,
      roleName: names.publishRole,
      policyName: names.publishPolicy,
      ...delivery,
      deadLetterQueueArn: props.failureQueueArn,
      ...boundary,
      ...encryption,
    });
    super(scope, id, {
      eventBus: props.bus,
      ruleName: names.rule,
      description: "Every successful call that can change who can access data in S3",
      eventPattern: rulePattern(s3AccessChangePattern),
      targets: [notification, ...props.targets],
    });
    this.node.addDependency(notification);
  }
}
