import { logGroupArn, type ResourceStatement } from "@security-auto/iam-policy";

import { functionLogGroup } from "./function-log-group";
import { logsPrincipal } from "./service-principal";

/**
 * Key policy: CloudWatch Logs may encrypt the log group of one function.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function letLogsUseKey({
  region,
  accountId,
  functionName,
}: {
  readonly region: string;
  readonly accountId: string;
  readonly functionName: string;
}): ResourceStatement {
  const group = logGroupArn({ region, accountId, name: functionLogGroup(functionName) });
  return {
    Effect: "Allow",
    Principal: { Service: logsPrincipal(region) },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:DescribeKey",
    ],
    // In a key policy: the key it hangs on.
    Resource: "*",
    Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group } },
  };
}
