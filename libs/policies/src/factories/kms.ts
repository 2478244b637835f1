import {
  exact,
  type IdentityStatement,
  logGroupArn,
  regionalArn,
  type ResourceStatement,
} from "@security-auto/iam-policy";

import { functionLogGroup } from "./logs";
import { logsPrincipal, SERVICE_PRINCIPALS } from "./service-principal";

interface KeyOfService {
  readonly keyArn: string;
  /** The endpoint of the service, e.g. `sqs.us-west-2.amazonaws.com`. */
  readonly viaService: string;
}

/**
 * May use one KMS key through one service: what a role needs to publish to an encrypted topic or
 * to send to an encrypted queue.
 */
export function useKey(of: KeyOfService): IdentityStatement {
  return { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], ...through(of) };
}

/** May decrypt with one KMS key through one service: what a role needs to receive from an encrypted queue. */
export function decryptWithKey(of: KeyOfService): IdentityStatement {
  return { Effect: "Allow", Action: "kms:Decrypt", ...through(of) };
}

const through = ({ keyArn, viaService }: KeyOfService) => ({
  Resource: exact(keyArn, "key ARN"),
  Condition: { StringEquals: { "kms:ViaService": exact(viaService, "service") } },
});

/**
 * Key policy: the CloudWatch alarms of an account and region may publish to an encrypted topic. Which of them may publish, the topic's
 * policy says: a key policy that named each would have to change with every alarm that is added.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function letAlarmsUseKey({
  region,
  accountId,
}: {
  readonly region: string;
  readonly accountId: string;
}): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.cloudwatch },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    // In a key policy: the key it hangs on.
    Resource: "*",
    Condition: {
      ArnLike: { "aws:SourceArn": regionalArn("cloudwatch", { region, accountId }, "alarm:*") },
      StringEquals: { "aws:SourceAccount": exact(accountId, "source account") },
    },
  };
}

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

/**
 * Key policy: CloudWatch Logs may encrypt the log groups of these functions.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function letLogsUseKey({
  region,
  accountId,
  functionNames,
}: {
  readonly region: string;
  readonly accountId: string;
  /** At least one. */
  readonly functionNames: readonly [string, ...string[]];
}): ResourceStatement {
  const groups = functionNames.map((name) =>
    logGroupArn({ region, accountId, name: functionLogGroup(name) }),
  );
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
    Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": groups } },
  };
}
