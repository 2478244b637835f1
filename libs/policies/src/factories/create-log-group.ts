import { type IdentityStatement, regionalArn } from "@security-auto/iam-policy";

/**
 * May create log groups in one region of one account. The policy that the Lambda console generates grants this;
 * where a stack owns the log group it is not needed.
 */
export function createLogGroup(of: {
  readonly region: string;
  readonly accountId: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "logs:CreateLogGroup",
    Resource: regionalArn("logs", of, "*"),
  };
}
