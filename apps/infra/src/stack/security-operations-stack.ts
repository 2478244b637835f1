import {
  AlertTopic,
  CentralEventBus,
  FailureQueue,
  InvokedByExecutionRole,
  InvokedByResourcePolicy,
  NotifiesTopic,
  rulePattern,
  SecurityFunction,
} from "@security-auto/constructs";
import { s3AccessChangePattern } from "@security-auto/events";
import { alarmArn, readBuckets, ruleArn } from "@security-auto/policies";
import { CfnOutput, RemovalPolicy, Stack, Tags } from "aws-cdk-lib";
import { type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";

export interface SecurityOperationsStackProps {
  readonly environment: Environment;
  /** Folder of the function's bundle. */
  readonly codePath: string;
}

/**
 * The SecurityOperations account: a bus the organization sends to, and one rule on it that mails
 * the team and runs the function. Whatever either target does not take ends in one queue.
 */
export class SecurityOperationsStack extends Stack {
  constructor(scope: Construct, id: string, { environment, codePath }: SecurityOperationsStackProps) {
    const { account, region, names, kmsKeyArn, permissionsBoundaryArn } = environment;
    super(scope, id, {
      description: "S3 security automation: a central event bus, and a function that logs each change",
      env: { account, region },
    });
    for (const [key, value] of Object.entries(environment.tags)) Tags.of(this).add(key, value);

    const here = { region, accountId: account };
    const boundary = permissionsBoundaryArn !== undefined && { permissionsBoundaryArn };
    const encryption = kmsKeyArn !== undefined && { kmsKeyArn };
    const removalPolicy =
      environment.removalPolicy === "retain" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    // Names are known before the things are: ARNs in policies close no circle of references.
    const changeRuleArn = ruleArn({ ...here, name: names.rule, busName: names.bus });

    const { bus, busArn } = new CentralEventBus(this, "CentralEventBus", {
      busName: names.bus,
      create: environment.bus.create,
      organizationId: environment.organizationId,
      statementId: names.organizationStatement,
    });
    const alerts = new AlertTopic(this, "Alerts", {
      topicName: names.topic,
      emails: environment.alertEmails,
      alarmArns: [alarmArn({ ...here, name: names.failureAlarm })],
      ...encryption,
    });
    const failures = new FailureQueue(this, "Failures", {
      queueName: names.failureQueue,
      ruleArns: [changeRuleArn],
      alarm: { alarmName: names.failureAlarm, topic: alerts.topic },
      removalPolicy,
      ...encryption,
    });
    const securityFunction = new SecurityFunction(this, "SecurityAutoS3", {
      functionName: names.function,
      description: "Logs each change of who can reach an S3 bucket; reads only",
      codePath,
      role: { roleName: names.functionRole, policyName: names.functionPolicy },
      permissions: [
        {
          statement: readBuckets(),
          wildcardBecause:
            "Which bucket is read is known only when an event names it, and the six actions only read.",
        },
      ],
      failureQueueArn: failures.queue.queueArn,
      ...environment.function,
      ...(environment.vpc !== undefined && { vpc: environment.vpc }),
      removalPolicy,
      ...boundary,
      ...encryption,
    });

    const delivery = { ...environment.delivery, deadLetterQueueArn: failures.queue.queueArn };
    const { functionArn } = securityFunction;
    const invoked = { functionArn, ruleArn: changeRuleArn, ...delivery };
    const invocation: IRuleTarget & Construct =
      environment.invocation === "resource-policy"
        ? new InvokedByResourcePolicy(this, "Invocation", invoked)
        : new InvokedByExecutionRole(this, "Invocation", {
            ...invoked,
            roleName: names.invokeRole,
            policyName: names.invokePolicy,
            ...boundary,
          });
    const rule = new Rule(this, "S3AccessChanges", {
      eventBus: bus,
      ruleName: names.rule,
      description: "Every successful S3 call that can change who reaches a bucket",
      eventPattern: rulePattern(s3AccessChangePattern),
      targets: [new NotifiesTopic({ topicArn: alerts.topic.topicArn, ...delivery }), invocation],
    });
    // A rule works from the moment it exists: its targets, their policies and where their failures go have to be there first.
    rule.node.addDependency(alerts, failures, securityFunction, invocation);

    new CfnOutput(this, "BusArn", {
      value: busArn,
      description: "What member accounts' rules send events to",
    });
  }
}
