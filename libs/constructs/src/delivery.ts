import type { RuleTargetConfig } from "aws-cdk-lib/aws-events";

/** Where an event goes that EventBridge cannot deliver to a target. */
export interface DeadLetter {
  /** A queue whose policy allows the rule to send. */
  readonly deadLetterQueueArn: string;
}

/**
 * How often EventBridge tries a target again. A target that is an event bus takes no such setting: EventBridge tries it for
 * 24 hours, up to 185 times.
 */
export interface Delivery extends DeadLetter {
  /** 0 to 185. */
  readonly retryAttempts: number;
  /** Seconds, 60 to 86,400. */
  readonly maxEventAgeSeconds: number;
}

/** The dead-letter queue in a target's configuration. */
export function deadLetterConfig({
  deadLetterQueueArn,
}: DeadLetter): Pick<RuleTargetConfig, "deadLetterConfig"> {
  return { deadLetterConfig: { arn: deadLetterQueueArn } };
}

/** The dead-letter queue and the retries in a target's configuration. */
export function deliveryConfig(
  delivery: Delivery,
): Pick<RuleTargetConfig, "retryPolicy" | "deadLetterConfig"> {
  return {
    retryPolicy: {
      maximumRetryAttempts: delivery.retryAttempts,
      maximumEventAgeInSeconds: delivery.maxEventAgeSeconds,
    },
    ...deadLetterConfig(delivery),
  };
}
