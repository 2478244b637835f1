import { partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { sendToQueue, trustScheduler, useKey } from "@security-auto/policies";
import { ArnFormat, Stack } from "aws-cdk-lib";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { DeadLetter } from "./delivery";
import { LeastPrivilegeRole } from "./least-privilege-role";
import type { TargetRoleNames } from "./target-role";

export interface QueueScheduleProps extends TargetRoleNames, DeadLetter {
  readonly scheduleName: string;
  readonly description: string;
  /** Such as `rate(1 day)` or `cron(0 3 * * ? *)`, in UTC. */
  readonly expression: string;
  readonly queueArn: string;
  /** What both queues are encrypted with. */
  readonly kmsKeyArn?: string;
  /** The body of each message. */
  readonly message: object;
}

/** The group that schedules are in which name none. */
const GROUP = "default";

/**
 * Sends one message to a queue again and again, in a role that may do nothing else. What EventBridge Scheduler cannot send goes to the
 * dead-letter queue, by the same role.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
 */
export class QueueSchedule extends Construct {
  constructor(scope: Construct, id: string, props: QueueScheduleProps) {
    super(scope, id);
    const { queueArn, deadLetterQueueArn } = props;
    const stack = Stack.of(this);
    const groupArn = stack.formatArn({
      service: "scheduler",
      resource: "schedule-group",
      resourceName: GROUP,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const { roleArn } = new LeastPrivilegeRole(this, "Role", {
      roleName: props.roleName,
      description: "EventBridge Scheduler sends to one queue with it",
      trust: trustScheduler({ sourceArn: groupArn, sourceAccount: stack.account }),
      permissions: {
        policyName: props.policyName,
        document: policyDocument(
          sendToQueue({ queueArn }),
          sendToQueue({ queueArn: deadLetterQueueArn }),
          ...(props.kmsKeyArn === undefined
            ? []
            : [
                useKey({
                  keyArn: props.kmsKeyArn,
                  viaService: `sqs.${stack.region}.${urlSuffixOf(partitionOf(stack.region))}`,
                }),
              ]),
        ),
      },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
    });
    new CfnSchedule(this, "Schedule", {
      name: props.scheduleName,
      description: props.description,
      scheduleExpression: props.expression,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: queueArn,
        roleArn,
        input: JSON.stringify(props.message),
        deadLetterConfig: { arn: deadLetterQueueArn },
      },
    });
  }
}
