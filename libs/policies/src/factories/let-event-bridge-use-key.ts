import type { ResourceStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";

/**
 * Key policy: EventBridge may write to encrypted queues, and without a role to topics. Without a condition, because
 * `aws:SourceArn` and `aws:SourceAccount` do not come to KMS from EventBridge by way of SNS, and no page of AWS's says that they do
 * by way of SQS. So the key should serve this system only.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function letEventBridgeUseKey(): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    // In a key policy: the key it hangs on.
    Resource: "*",
  };
}
