import { exact } from "../arn/exact";
import { SERVICE_PRINCIPALS } from "../arn/service-principal";
import type { ResourceStatement } from "../policy-document";
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
