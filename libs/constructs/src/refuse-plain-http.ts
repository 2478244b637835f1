import type { OneOrMany, ResourceStatement } from "@security-auto/iam-policy";

/**
 * Resource policy: nobody may use the resource without TLS. A Deny, so the wider the action, the
 * tighter it is.
 */
export function refusePlainHttp(of: {
  readonly action: "s3:*" | "sqs:*" | "sns:Publish";
  readonly resourceArn: OneOrMany<string>;
}): ResourceStatement {
  return {
    Sid: "RefusePlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: of.action,
    Resource: of.resourceArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
