import {
  AlertTopic,
  CentralEventBus,
  defaultBusRuleArn,
  FailureQueue,
  InvokedByExecutionRole,
  InvokedByResourcePolicy,
  MemberForwarding,
  NotifiesTopic,
  readPermissions,
  rulePattern,
  SecurityFunction,
} from "@security-auto/constructs";
import { s3AccessChangePattern } from "@security-auto/events";
import { alarmArn, partitionOf, ruleArn } from "@security-auto/iam-policy";
import { assumeOrganizationRole } from "@security-auto/policies";
import { CfnOutput, RemovalPolicy, Stack, Tags } from "aws-cdk-lib";
import { type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import { functionVariables } from "../environment/function-variables";
import type { Bundles } from "./bundles";
import { MemberStackSet } from "./member-stack-set";

export interface SecurityOperationsStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  /** What the stack set makes in each account, as JSON. */
  readonly memberTemplate: string;
}

/**
 * The SecurityOperations account: a bus the organization sends to, and one rule on it that mails
 * the team and invokes the function. Events neither target accepts go to one dead-letter queue. Its own
 * account is watched like a member, and the members are watched by way of a stack set.
 */
export class SecurityOperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: SecurityOperationsStackProps) {
    const { environment, bundles, memberTemplate } = props;
    const { account, region, names, functions, kmsKeyArn, permissionsBoundaryArn, members } = environment;
    super(scope, id, {
      description: "S3 security automation: a central event bus, and a function that logs each change",
      env: { account, region },
    });
    for (const [key, value] of Object.entries(environment.tags)) Tags.of(this).add(key, value);

    const here = { region, accountId: account };
    const boundary = permissionsBoundaryArn !== undefined && { permissionsBoundaryArn };
    const encryption = kmsKeyArn !== undefined && { kmsKeyArn };
    // What a failed first deployment has made is deleted: kept, its name would be in the way of the next one.
    const removalPolicy =
      environment.removalPolicy === "retain"
        ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        : RemovalPolicy.DESTROY;
    // Names are known before the things are: ARNs in policies close no circle of references.
    const changeRuleArn = ruleArn({ ...here, name: names.rule, busName: names.bus });

    // On the default bus the account's own events are there already; forwarded they would go in a circle.
    const watchesItself = names.bus !== "default";

    const central = new CentralEventBus(this, "CentralEventBus", {
      busName: names.bus,
      create: environment.bus.create,
      organizationId: environment.organizationId,
      statementId: names.organizationStatement,
      forwardRole: names.forwardRole,
    });
    const { bus, busArn } = central;
    const alerts = new AlertTopic(this, "Alerts", {
      topicName: names.topic,
      emails: environment.alertEmails,
      alarmArns: [alarmArn({ ...here, name: names.failureAlarm })],
      ...encryption,
    });
    const failures = new FailureQueue(this, "Failures", {
      queueName: names.failureQueue,
      ruleArns: [changeRuleArn, ...(watchesItself ? [defaultBusRuleArn(this, names.ownForwardRule)] : [])],
      alarm: { alarmName: names.failureAlarm, topic: alerts.topic },
      removalPolicy,
      ...encryption,
    });
    const securityFunction = new SecurityFunction(this, "SecurityAutoS3", {
      ...functions.s3,
      description: "Logs and judges each change of who can reach an S3 bucket; reads only",
      codePath: bundles.s3,
      role: { roleName: functions.s3.roleName, policyName: functions.s3.policyName },
      permissions: [
        ...readPermissions(this),
        {
          statement: assumeOrganizationRole({
            partition: partitionOf(region),
            roleName: names.readRole,
            organizationId: environment.organizationId,
          }),
          wildcardBecause:
            "The accounts of the organization come and go; the role has one name in each, and the organization is fixed.",
        },
      ],
      failureQueueArn: failures.queue.queueArn,
      environment: functionVariables(environment),
      ...(environment.vpc !== undefined && { vpc: environment.vpc }),
      removalPolicy,
      ...boundary,
      ...encryption,
    });

    const delivery = { ...environment.delivery, deadLetterQueueArn: failures.queue.queueArn };
    const { functionArn } = securityFunction;
    const notification = new NotifiesTopic(this, "Notification", {
      topicArn: alerts.topic.topicArn,
      ruleArn: changeRuleArn,
      roleName: names.publishRole,
      policyName: names.publishPolicy,
      ...delivery,
      ...boundary,
      ...encryption,
    });
    const invoked = { functionArn, ruleArn: changeRuleArn, ...delivery };
    const invocation: IRuleTarget & Construct =
      environment.invocation === "resource-policy"
        ? new InvokedByResourcePolicy(this, "Invocation", invoked)
        : new InvokedByExecutionRole(this, "Invocation", {
            ...invoked,
            roleName: functions.s3.invokeRoleName,
            policyName: functions.s3.invokePolicyName,
            ...boundary,
          });
    const rule = new Rule(this, "S3AccessChanges", {
      eventBus: bus,
      ruleName: names.rule,
      description: "Every successful call that can change who can access data in S3",
      eventPattern: rulePattern(s3AccessChangePattern),
      targets: [notification, invocation],
    });
    // Create the rule last: it delivers as soon as it exists.
    rule.node.addDependency(alerts, failures, securityFunction, notification, invocation);

    if (watchesItself) {
      const forwarding = new MemberForwarding(this, "OwnForwarding", {
        // Not a member's names: an account that moves into a unit of the stack set gets the member stack as well.
        ruleName: names.ownForwardRule,
        roleName: `${names.ownForwardRole}-${region}`,
        policyName: names.forwardPolicy,
        centralBusArn: busArn,
        deadLetterQueueArn: failures.queue.queueArn,
        ...boundary,
      });
      forwarding.node.addDependency(failures);
    }
    if (members !== undefined) {
      const stackSet = new MemberStackSet(this, "Members", {
        ...members,
        stackSetName: names.stackSet,
        template: memberTemplate,
        exceptAccount: account,
      });
      // The members' rules send to the bus as soon as they exist.
      stackSet.node.addDependency(central);
    }

    new CfnOutput(this, "BusArn", {
      value: busArn,
      description: "What member accounts' rules send events to",
    });
  }
}
