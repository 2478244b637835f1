import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/** May publish to one topic. */
export function publishToTopic({ topicArn }: { readonly topicArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sns:Publish", Resource: exact(topicArn, "topic ARN") };
}
