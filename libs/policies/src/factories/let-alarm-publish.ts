import { exact, type ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { type ActingFor, actingFor } from "./source-condition";

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
