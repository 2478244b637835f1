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
  /** The one rule that has this target, as a plain ARN. */
  readonly ruleArn: string;
  /** The function that takes the messages. Its role has to be allowed to poll the queue. */
  readonly function: { readonly functionArn: string; readonly timeoutSeconds: number };
  /** How often a message is received before it goes to the dead-letter queue, which has to allow this queue. */
  readonly mostReceives: number;
  /** 2 to 1,000 invocations at once. */
  readonly maximumConcurrency: number;
  /** Its key policy must allow EventBridge to use it. */
  readonly kmsKeyArn?: string;
}

/**
 * Rule target: a queue, from which one function takes what the rule delivers, message by message, so that each has the whole time of an
 * invocation. The queue's policy allows the rule and nobody else.
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
        letRuleSend({ queueArn, sourceArn: props.ruleArn, sourceAccount: Stack.of(this).account }),
      ),
    });
    const mapping = new CfnEventSourceMapping(this, "Polling", {
      eventSourceArn: queueArn,
      functionName: functionArn,
      batchSize: 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: props.maximumConcurrency },
    });
    mapping.node.addDependency(policy);
  }

  bind(): RuleTargetConfig {
    return { arn: this.queue.queueArn, ...deliveryConfig(this.props) };
  }
}
