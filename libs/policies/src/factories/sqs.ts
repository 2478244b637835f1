import { exact, type IdentityStatement, type ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { actingFor, type ActingFor } from "./source-condition";

/** May send to one queue, as a function's on-failure destination needs of the function's role. */
export function sendToQueue({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sqs:SendMessage", Resource: exact(queueArn, "queue ARN") };
}

/** May find one queue, receive its messages, give them back and delete them: what it takes to work it off. */
export function takeFromQueue({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"],
    Resource: exact(queueArn, "queue ARN"),
  };
}

/**
 * What Lambda needs of a function's role to poll one queue for it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
 */
export function pollQueue({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    Resource: exact(queueArn, "queue ARN"),
  };
}

/**
 * May read how many messages lie in a queue, and none of them.
 *
 * @param queueArn - with `*` for the region where a role reads it in all regions
 */
export function readQueueAttributes({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sqs:GetQueueAttributes", Resource: queueArn };
}

/** Queue policy: one EventBridge rule may send events: those that it delivers to the queue, or those that it could not deliver. */
export function letRuleSend({
  queueArn,
  ...source
}: ActingFor & { readonly queueArn: string }): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: "sqs:SendMessage",
    Resource: exact(queueArn, "queue ARN"),
    Condition: actingFor(source),
  };
}
