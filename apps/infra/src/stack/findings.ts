import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { AlertTopic, InvokedByExecutionRole, RegisterTable } from "@security-auto/constructs";
import { TABLE } from "@security-auto/register";
import { type IEventBusRef, Rule } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";
import type { Common } from "./common";
import { assessedRuleArn } from "./published";

export interface FindingsProps {
  readonly common: Common;
  /** The private bus. */
  readonly bus: IEventBusRef;
  /** Of the function that keeps the register. */
  readonly functionArn: string;
  readonly failureQueueArn: string;
}

/** The register, the topics of findings, and the rule that invokes the function which keeps them up to date, for each assessment. */
export class Findings extends Construct {
  constructor(scope: Construct, id: string, { common, bus, functionArn, failureQueueArn }: FindingsProps) {
    super(scope, id);
    const { environment, boundary, encryption, removalPolicy } = common;
    const { names, delivery, functions, alertEmails } = environment;
    const table = new RegisterTable(this, "Register", {
      tableName: names.table,
      keys: TABLE,
      removalPolicy,
      ...encryption,
    });
    const topic = new AlertTopic(this, "Topic", {
      topicName: names.findingsTopic,
      displayName: "Security findings",
      emails: alertEmails,
      ...encryption,
    });
    const chatTopics = environment.chat
      ? [
          new AlertTopic(this, "Chat", {
            topicName: names.chatTopic,
            displayName: "Security findings for chat",
            emails: [],
            ...encryption,
          }),
        ]
      : [];
    const invocation = new InvokedByExecutionRole(this, "Invocation", {
      functionArn,
      ruleArn: assessedRuleArn(common),
      roleName: functions.findings.invokeRoleName,
      policyName: functions.findings.invokePolicyName,
      ...delivery,
      deadLetterQueueArn: failureQueueArn,
      ...boundary,
    });
    const rule = new Rule(this, "Assessed", {
      eventBus: bus,
      ruleName: names.assessedRule,
      description: "Every assessment, for the function that keeps the register",
      eventPattern: { source: [EVENT_SOURCE], detailType: [DETAIL_TYPES.assessed] },
      targets: [invocation],
    });
    // Create the rule last: it delivers as soon as it exists.
    rule.node.addDependency(table, topic, ...chatTopics, invocation);
  }
}
