import { SERVICE_PRINCIPALS } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import type { IRuleTarget, RuleTargetConfig } from "aws-cdk-lib/aws-events";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { type Delivery, deliveryConfig } from "./delivery";

export interface InvokedByResourcePolicyProps extends Delivery {
  readonly functionArn: string;
  /** The rule that has this target, as a plain ARN. */
  readonly ruleArn: string;
}

/** Rule target: a function whose resource policy allows EventBridge to invoke it for one rule. */
export class InvokedByResourcePolicy extends Construct implements IRuleTarget {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: InvokedByResourcePolicyProps,
  ) {
    super(scope, id);
    new CfnPermission(this, "Permission", {
      action: "lambda:InvokeFunction",
      functionName: props.functionArn,
      principal: SERVICE_PRINCIPALS.events,
      sourceArn: props.ruleArn,
      sourceAccount: Stack.of(this).account,
    });
  }

  bind(): RuleTargetConfig {
    return { arn: this.props.functionArn, ...deliveryConfig(this.props) };
  }
}
