import { exact, type IdentityStatement, type ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { actingFor, type ActingFor } from "./source-condition";

/** May publish to one topic. */
export function publishToTopic({ topicArn }: { readonly topicArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sns:Publish", Resource: exact(topicArn, "topic ARN") };
}

/** Topic policy: one CloudWatch alarm may publish. */
export function letAlarmPublish({
  topicArn,
  ...source
}: ActingFor & { readonly topicArn: string }): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.cloudwatch },
    Action: "sns:Publish",
    Resource: exact(topicArn, "topic ARN"),
    Condition: actingFor(source),
  };
}

/**
 * Topic policy: EventBridge may publish. Without a condition, because EventBridge names neither
 * rule nor account when it publishes to SNS in its own name: under one, every mail would be lost. With a role for the target,
 * and `publishToTopic` for that role, the topic needs no such statement.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function letEventBridgePublish({ topicArn }: { readonly topicArn: string }): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: "sns:Publish",
    Resource: exact(topicArn, "topic ARN"),
  };
}
