import { rulePattern } from "@security-auto/constructs";
import { s3AccessChangePattern } from "@security-auto/events";
import { type IEventBusRef, type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import type { Common } from "./common";

export interface ChangeRuleProps {
  readonly common: Common;
  readonly bus: IEventBusRef;
  readonly targets: readonly IRuleTarget[];
}

/** The rule on the central bus: it hands every S3 change to its targets. */
export class ChangeRule extends Rule {
  constructor(scope: Construct, id: string, { common, bus, targets }: ChangeRuleProps) {
    super(scope, id, {
      eventBus: bus,
      ruleName: common.environment.names.rule,
      description: "Every successful call that can change who can access data in S3",
      eventPattern: rulePattern(s3AccessChangePattern),
      targets: [...targets],
    });
  }
}
