import { type Condition, exact } from "@security-auto/iam-policy";

/** On whose behalf an AWS service may act. */
export interface ActingFor {
  /** e.g. the ARN of the rule that has the resource as its target; or those of several. */
  readonly sourceArn: string | readonly [string, ...string[]];
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
    ArnEquals: {
      "aws:SourceArn":
        typeof sourceArn === "string"
          ? exact(sourceArn, "source ARN")
          : sourceArn.map((arn) => exact(arn, "source ARN")),
    },
    StringEquals: { "aws:SourceAccount": exact(sourceAccount, "source account") },
  };
}
