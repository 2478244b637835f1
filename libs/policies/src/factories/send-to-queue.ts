import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/** May send to one queue, as a function's on-failure destination needs of the function's role. */
export function sendToQueue({ queueArn }: { readonly queueArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sqs:SendMessage", Resource: exact(queueArn, "queue ARN") };
}
