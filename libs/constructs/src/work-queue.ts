import { policyDocument } from "@security-auto/iam-policy";
import { letRuleSend } from "@security-auto/policies";
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { IRuleTarget, RuleTargetConfig } from "aws-cdk-lib/aws-events";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { CfnQueuePolicy, type IQueue, Queue, RedrivePermission } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type Delivery, deliveryConfig } from "./delivery";
import { queueEncryption } from "./queue-encryption";
import { refusePlainHttp } from "./refuse-plain-http";

export interface WorkQueueProps extends Delivery {
  readonly queueName: string;
  /** The rules that have this target, as plain ARNs. */
  readonly ruleArns: readonly string[];
  /** The function that takes the messages. Its role has to be allowed to poll the queue. */
  readonly function: { readonly functionArn: string; readonly timeoutSeconds: number };
  /** How often a message is received before it goes to the dead-letter queue, which has to allow this queue. */
  readonly mostReceives: number;
  /** 2 to 1,000 invocations at once. */
  readonly maximumConcurrency: number;
  /** How many messages an invocation gets at most, 1 to 10. Default: 1, which has the whole time of the invocation. */
  readonly batchSize?: number;
  /** Its key policy must allow EventBridge to use it. */
  readonly kmsKeyArn?: string;
}

/**
 * Rule target: a queue, from which one function takes what rules deliver. The queue's policy allows the rules and nobody else; who sends
 * to it in a role of the account needs a permission of that role. A message that fails is received again, and holds back no other of its
 * batch.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export class WorkQueue extends Construct implements IRuleTarget {
  readonly queue: IQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkQueueProps,
  ) {
    super(scope, id);
    const { functionArn, timeoutSeconds } = props.function;
    const queue = new Queue(this, "Queue", {
      queueName: props.queueName,
      // As AWS recommends: Lambda may be throttled, and then tries a message again within that time.
      visibilityTimeout: Duration.seconds(6 * timeoutSeconds),
      deadLetterQueue: {
        queue: Queue.fromQueueArn(this, "DeadLetters", props.deadLetterQueueArn),
        maxReceiveCount: props.mostReceives,
      },
      redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL },
      // What waits in it is worth nothing without the function.
      removalPolicy: RemovalPolicy.DESTROY,
      ...queueEncryption(this, props.kmsKeyArn),
    });
    this.queue = queue;
    const { queueArn } = queue;
    const policy = new CfnQueuePolicy(this, "Policy", {
      queues: [queue.queueUrl],
      policyDocument: policyDocument(
        refusePlainHttp({ action: "sqs:*", resourceArn: queueArn }),
        ...props.ruleArns.map((sourceArn) =>
          letRuleSend({ queueArn, sourceArn, sourceAccount: Stack.of(this).account }),
        ),
      ),
    });
    const mapping = new CfnEventSourceMapping(this, "Polling", {
      eventSourceArn: queueArn,
      functionName: functionArn,
      batchSize: props.batchSize ?? 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: props.maximumConcurrency },
    });
    mapping.node.addDependency(policy);
  }

  bind(): RuleTargetConfig {
    return { arn: this.queue.queueArn, ...deliveryConfig(this.props) };
  }
}
