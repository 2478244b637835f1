import type { CloudResources } from "../state/cloud-resources";
import type { DecisionListener } from "../iam/asked";
import { Authorizer } from "../iam/authorizer";
import { servicePrincipal } from "../iam/sender";
import { LocalCloudError } from "../core/local-cloud-error";

/** As a deployment does: Lambda makes no function whose role it cannot assume. */
export function checkFunctionRoles(
  { functions, roles, policies }: CloudResources,
  onDecision: DecisionListener | undefined,
): void {
  const authorizer = new Authorizer(policies, undefined, onDecision);
  for (const { name, roleArn, accountId } of functions.values()) {
    const role = roles.get(roleArn);
    if (role === undefined) continue;
    const { decision, because } = authorizer.decide({
      principal: servicePrincipal("lambda.amazonaws.com"),
      action: "sts:AssumeRole",
      resource: role.arn,
      context: { "aws:SourceAccount": accountId },
      resourcePolicy: role.trust,
    });
    if (decision !== "allowed") {
      throw new LocalCloudError(
        `the role defined for the function ${name} cannot be assumed by Lambda, the stack would not deploy: ${because}`,
      );
    }
  }
}
