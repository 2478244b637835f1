import { Key } from "aws-cdk-lib/aws-kms";
import { QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** How a queue is encrypted: with the key, or else with SQS's own. */
export function queueEncryption(
  scope: Construct,
  kmsKeyArn: string | undefined,
): Pick<QueueProps, "encryption" | "encryptionMasterKey"> {
  return kmsKeyArn === undefined
    ? { encryption: QueueEncryption.SQS_MANAGED }
    : { encryption: QueueEncryption.KMS, encryptionMasterKey: Key.fromKeyArn(scope, "Key", kmsKeyArn) };
}
