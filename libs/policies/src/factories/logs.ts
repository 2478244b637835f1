import { exact, type IdentityStatement, logGroupArn, regionalArn } from "@security-auto/iam-policy";

/** The log group to which Lambda writes a function's output by default. */
export function functionLogGroup(functionName: string): string {
  return `/aws/lambda/${exact(functionName, "function name")}`;
}

/**
 * May write streams and events to the log group of one function. The name is case-sensitive, as
 * IAM compares resources.
 */
export function writeLogs({
  region,
  accountId,
  functionName,
}: {
  readonly region: string;
  readonly accountId: string;
  readonly functionName: string;
}): IdentityStatement {
  const group = logGroupArn({ region, accountId, name: functionLogGroup(functionName) });
  return {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    // The streams of the group; their names are Lambda's to choose.
    Resource: `${group}:*`,
  };
}

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
