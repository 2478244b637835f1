import { exact } from "@security-auto/iam-policy";

/** The log group Lambda writes a function's output to unless told otherwise. */
export function functionLogGroup(functionName: string): string {
  return `/aws/lambda/${exact(functionName, "function name")}`;
}
