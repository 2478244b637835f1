import { type Condition, exact } from "@security-auto/iam-policy";

/** The one thing on whose behalf an AWS service may act. */
export interface ActingFor {
  /** e.g. the ARN of the rule that has the resource as its target. */
  readonly sourceArn: string;
  /** The account that owns it; ARNs of some services name none. */
  readonly sourceAccount: string;
}

/**
 * Prevents another account's resource from using the service for its own ends (the "confused deputy").
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function actingFor({ sourceArn, sourceAccount }: ActingFor): Condition {
  return {
    ArnEquals: { "aws:SourceArn": exact(sourceArn, "source ARN") },
    StringEquals: { "aws:SourceAccount": exact(sourceAccount, "source account") },
  };
}
