/** An SNS topic and who is subscribed to it. */
export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
}

export interface Subscription {
  readonly topicArn: string;
  /** E.g. `email`, `sqs`, `lambda`. */
  readonly protocol: string;
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
  /** Whether it takes a message. */
  readonly takes: (message: string) => boolean;
}
