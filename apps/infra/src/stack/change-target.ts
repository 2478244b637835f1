import {
  InvokedByExecutionRole,
  InvokedByResourcePolicy,
  type SecurityFunction,
} from "@security-auto/constructs";
import type { IRuleTarget } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import type { StackFunctionProps } from "./function-props";

/** The names of what EventBridge invokes a function with. */
interface InvocationNames {
  readonly invokeRoleName: string;
  readonly invokePolicyName: string;
}

/** By what the rule for S3 changes invokes a function, as the environment wants it: by an execution role or by a resource policy. */
export function changeTarget(
  invokes: SecurityFunction,
  { invokeRoleName, invokePolicyName }: InvocationNames,
  { common, failureQueueArn }: StackFunctionProps,
): IRuleTarget & Construct {
  const { environment, boundary, changeRuleArn } = common;
  const invoked = {
    functionArn: invokes.functionArn,
    ruleArn: changeRuleArn,
    ...environment.delivery,
    deadLetterQueueArn: failureQueueArn,
  };
  return environment.invocation === "resource-policy"
    ? new InvokedByResourcePolicy(invokes, "Invocation", invoked)
    : new InvokedByExecutionRole(invokes, "Invocation", {
        ...invoked,
        roleName: invokeRoleName,
        policyName: invokePolicyName,
        ...boundary,
      });
}
