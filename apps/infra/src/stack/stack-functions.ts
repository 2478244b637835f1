import type { IRuleTarget } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import type { FunctionKey } from "../environment/functions";
import type { StackFunctionProps } from "./function-props";
import { FindingsFunction } from "./functions/findings-function";
import { RestrictFunction } from "./functions/restrict-function";
import { S3Function } from "./functions/s3-function";
import { SweepFunction } from "./functions/sweep-function";

/** What the stack asks of the construct of a function: it makes whatever invokes the function but the rule for S3 changes. */
interface StackFunction extends Construct {
  readonly functionArn: string;
  /** By what the rule for S3 changes invokes the function. Default: it does not. */
  readonly changeTargets?: readonly IRuleTarget[];
}

/** How each function of the stack is made, in the order of their resources. */
export const STACK_FUNCTIONS: Readonly<
  Record<FunctionKey, (scope: Construct, props: StackFunctionProps) => StackFunction>
> = {
  s3: (scope, props) => new S3Function(scope, "SecurityAutoS3", props),
  findings: (scope, props) => new FindingsFunction(scope, "SecurityAutoFindings", props),
  restrict: (scope, props) => new RestrictFunction(scope, "SecurityAutoRestrict", props),
  sweep: (scope, props) => new SweepFunction(scope, "SecurityAutoSweep", props),
};
