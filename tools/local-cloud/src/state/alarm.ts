/** An alarm on the number of messages visible in a queue. */
export interface Alarm {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly queueName: string;
  readonly isBreached: (depth: number) => boolean;
  /** E.g. `>= 1`. */
  readonly condition: string;
  /** ARNs of topics notified when the alarm goes off. */
  readonly actions: readonly string[];
  state: "OK" | "ALARM";
}
