import { policyDocument } from "@security-auto/iam-policy";
import { letRuleSend } from "@security-auto/policies";
import { Duration, type RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  CfnQueuePolicy,
  type IQueue,
  Queue,
  type RedriveAllowPolicy,
  RedrivePermission,
} from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acceptFinding } from "./accept-finding";
import { queueEncryption } from "./queue-encryption";
import { refusePlainHttp } from "./refuse-plain-http";

export interface FailureQueueProps {
  readonly queueName: string;
  /** The rules that may send what they could not deliver to the queue. */
  readonly ruleArns: readonly string[];
  /** The queues, as plain ARNs, whose messages come here when they were received too often. Default: none. */
  readonly sourceQueueArns?: readonly string[];
  /** Its key policy must allow EventBridge to use it. */
  readonly kmsKeyArn?: string;
  /** `RETAIN` would keep it after a failed creation too, and the next deployment would find its name taken. */
  readonly removalPolicy: Exclude<RemovalPolicy, RemovalPolicy.RETAIN>;
}

/** Where every event ends that could not be delivered or handled; {@link Alarms} may watch it. */
export class FailureQueue extends Construct {
  readonly queue: IQueue;

  constructor(scope: Construct, id: string, props: FailureQueueProps) {
    super(scope, id);
    const queue = new Queue(this, "Queue", {
      queueName: props.queueName,
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: this.redriveAllowPolicy(props.sourceQueueArns ?? []),
      removalPolicy: props.removalPolicy,
      ...queueEncryption(this, props.kmsKeyArn),
    });
    acceptFinding(queue, {
      id: "AwsSolutions-SQS3",
      reason: "This queue is itself the dead-letter queue of what sends to it; nothing consumes it.",
    });
    this.queue = queue;

    const { queueArn } = queue;
    const { account } = Stack.of(this);
    new CfnQueuePolicy(this, "Policy", {
      queues: [queue.queueUrl],
      policyDocument: policyDocument(
        refusePlainHttp({ action: "sqs:*", resourceArn: queueArn }),
        ...props.ruleArns.map((sourceArn) => letRuleSend({ queueArn, sourceArn, sourceAccount: account })),
      ),
    });
  }

  private redriveAllowPolicy(sourceQueueArns: readonly string[]): RedriveAllowPolicy {
    return sourceQueueArns.length === 0
      ? { redrivePermission: RedrivePermission.DENY_ALL }
      : {
          redrivePermission: RedrivePermission.BY_QUEUE,
          sourceQueues: sourceQueueArns.map((arn, index) => Queue.fromQueueArn(this, `Source${index}`, arn)),
        };
  }
}
