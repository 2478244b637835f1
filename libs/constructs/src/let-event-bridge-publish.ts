import { type ResourceStatement, SERVICE_PRINCIPALS } from "@security-auto/policies";

/**
 * Topic policy: EventBridge may publish. Without a condition, because EventBridge names neither
 * rule nor account when it publishes to SNS: a statement with a condition would never match, and
 * every mail would be lost.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function letEventBridgePublish({ topicArn }: { readonly topicArn: string }): ResourceStatement {
  return {
    Sid: "LetEventBridgePublish",
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: "sns:Publish",
    Resource: topicArn,
  };
}
