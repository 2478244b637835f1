import { exact } from "../arn/exact";
import type { IdentityStatement } from "../policy-document";

/** May send to one queue, as a function's on-failure destination needs of the function's role. */
export function sendToQueue({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sqs:SendMessage", Resource: exact(queueArn, "queue ARN") };
}
