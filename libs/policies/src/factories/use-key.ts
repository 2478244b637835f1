import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/**
 * May use one KMS key through one service: what a role needs to publish to an encrypted topic or
 * to send to an encrypted queue.
 */
export function useKey({
  keyArn,
  viaService,
}: {
  readonly keyArn: string;
  /** The endpoint of the service, e.g. `sqs.us-west-2.amazonaws.com`. */
  readonly viaService: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: exact(keyArn, "key ARN"),
    Condition: { StringEquals: { "kms:ViaService": exact(viaService, "service") } },
  };
}
