import type { RuleTargetConfig } from "aws-cdk-lib/aws-events";

/** How hard EventBridge tries to reach a target, and where an event goes that it cannot deliver. */
export interface Delivery {
  /** 0 to 185. */
  readonly retryAttempts: number;
  /** Seconds, 60 to 86,400. */
  readonly maxEventAgeSeconds: number;
  /** A queue whose policy lets the rule send. */
  readonly deadLetterQueueArn: string;
}

/** The part of a target's configuration that says so. */
export function deliveryConfig({
  retryAttempts,
  maxEventAgeSeconds,
  deadLetterQueueArn,
}: Delivery): Pick<RuleTargetConfig, "retryPolicy" | "deadLetterConfig"> {
  return {
    retryPolicy: { maximumRetryAttempts: retryAttempts, maximumEventAgeInSeconds: maxEventAgeSeconds },
    deadLetterConfig: { arn: deadLetterQueueArn },
  };
}
