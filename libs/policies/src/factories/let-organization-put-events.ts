import { exact } from "../arn/exact";
import type { ResourceStatement } from "../policy-document";

/**
 * Bus policy: every account of one organization may put events. The sending rule needs a role of
 * its own, because `aws:PrincipalOrgID` is set only for principals that belong to an account.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
export function letOrganizationPutEvents({
  eventBusArn,
  organizationId,
}: {
  readonly eventBusArn: string;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
}): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: exact(eventBusArn, "event bus ARN"),
    Condition: { StringEquals: { "aws:PrincipalOrgID": exact(organizationId, "organization id") } },
  };
}
