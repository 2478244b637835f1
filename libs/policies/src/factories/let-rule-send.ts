import { exact, type ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { type ActingFor, actingFor } from "./source-condition";

/** Queue policy: one EventBridge rule may park what it could not deliver. */
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
