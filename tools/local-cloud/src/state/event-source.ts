/** A queue that Lambda polls for a function (`AWS::Lambda::EventSourceMapping`). */
export interface EventSource {
  readonly logicalId: string;
  /** Name of the stack. */
  readonly stack: string;
  readonly queueArn: string;
  /** Of the function, or of a version or an alias of it. */
  readonly functionArn: string;
  readonly enabled: boolean;
  /** Most messages of one invocation. */
  readonly batchSize: number;
  /** How long a batch is gathered that is not full. */
  readonly windowSeconds: number;
  /** Most invocations at once. */
  readonly concurrency: number;
  /** Whether the function's answer names the messages that failed. */
  readonly reportsItemFailures: boolean;
}
