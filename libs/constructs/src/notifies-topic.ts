import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import { publishToTopic, useKey } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import type { IRuleTarget, RuleTargetConfig } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { type Delivery, deliveryConfig } from "./delivery";
import { TargetRole, type TargetRoleNames } from "./target-role";

export interface NotifiesTopicProps extends Delivery, TargetRoleNames {
  readonly topicArn: string;
  /** The rule that has this target, as a plain ARN. */
  readonly ruleArn: string;
  /** The key that encrypts the topic. */
  readonly kmsKeyArn?: string;
}

/**
 * Rule target: the whole event, published to a topic with a role made for this one target. The topic's policy has no
 * statement for EventBridge, which could have no condition: EventBridge names neither rule nor account when it publishes in
 * its own name.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export class NotifiesTopic extends TargetRole implements IRuleTarget {
  constructor(
    scope: Construct,
    id: string,
    private readonly target: NotifiesTopicProps,
  ) {
    const { region } = Stack.of(scope);
    const { kmsKeyArn } = target;
    super(scope, id, {
      ...target,
      description: "EventBridge publishes to one topic with it, for one rule",
      permissions: [
        publishToTopic(target),
        ...(kmsKeyArn === undefined
          ? []
          : [useKey({ keyArn: kmsKeyArn, viaService: `sns.${region}.${urlSuffixOf(partitionOf(region))}` })]),
      ],
    });
  }

  bind(): RuleTargetConfig {
    return { arn: this.target.topicArn, role: this.role, ...deliveryConfig(this.target) };
  }
}
