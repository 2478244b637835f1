import type { ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { type ActingFor, actingFor } from "./source-condition";

/**
 * Key policy: one CloudWatch alarm may publish to an encrypted topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function letAlarmUseKey(source: ActingFor): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.cloudwatch },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    // In a key policy: the key it hangs on.
    Resource: "*",
    Condition: actingFor(source),
  };
}
