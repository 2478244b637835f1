import { exact, type IdentityStatement, type ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { actingFor, type ActingFor } from "./source-condition";

/** May publish to one topic. */
export function publishToTopic({ topicArn }: { readonly topicArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sns:Publish", Resource: exact(topicArn, "topic ARN") };
}

/** Topic policy: these CloudWatch alarms may publish. */
export function letAlarmsPublish({
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
