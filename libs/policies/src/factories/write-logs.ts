import { type IdentityStatement, logGroupArn } from "@security-auto/iam-policy";

import { functionLogGroup } from "./function-log-group";

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
