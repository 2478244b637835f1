import type { ResourceStatement } from "@security-auto/iam-policy";

/**
 * Resource policy: nobody may use the resource without TLS. A Deny, so the wider the action, the
 * tighter it is.
 */
export function refusePlainHttp(of: {
  readonly action: "sqs:*" | "sns:Publish";
  readonly resourceArn: string;
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
