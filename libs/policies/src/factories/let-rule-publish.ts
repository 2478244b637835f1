import { exact } from "../arn/exact";
import { SERVICE_PRINCIPALS } from "../arn/service-principal";
import type { ResourceStatement } from "../policy-document";
import { type ActingFor, actingFor } from "./source-condition";

/** Topic policy: one EventBridge rule may publish. */
export function letRulePublish({
  topicArn,
  ...source
}: ActingFor & { readonly topicArn: string }): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: "sns:Publish",
    Resource: exact(topicArn, "topic ARN"),
    Condition: actingFor(source),
  };
}
