import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/** May find one queue, receive its messages, give them back and delete them: what it takes to work it off. */
export function takeFromQueue({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"],
    Resource: exact(queueArn, "queue ARN"),
  };
}
