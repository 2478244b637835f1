import { exact } from "../arn/exact";
import type { IdentityStatement } from "../policy-document";

/** May publish to one topic. */
export function publishToTopic({ topicArn }: { readonly topicArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sns:Publish", Resource: exact(topicArn, "topic ARN") };
}
