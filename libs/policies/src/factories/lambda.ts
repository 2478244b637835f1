import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/** May invoke one function, not its versions or aliases. */
export function invokeFunction({ functionArn }: { readonly functionArn: string }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "lambda:InvokeFunction",
    Resource: exact(functionArn, "function ARN"),
  };
}
