import type { IRuleTarget, RuleTargetConfig } from "aws-cdk-lib/aws-events";
import { type Delivery, deliveryConfig } from "./delivery";

export interface NotifiesTopicProps extends Delivery {
  /** A topic whose policy lets EventBridge publish. */
  readonly topicArn: string;
}

/**
 * Rule target: the whole event, published to a topic. EventBridge reaches a topic by the topic's
 * policy only; a role on such a target makes deliveries fail.
 */
export class NotifiesTopic implements IRuleTarget {
  constructor(private readonly props: NotifiesTopicProps) {}

  bind(): RuleTargetConfig {
    return { arn: this.props.topicArn, ...deliveryConfig(this.props) };
  }
}
