import { AlertTopic, NotifiesTopic } from "@security-auto/constructs";
import type { Construct } from "constructs";
import type { Common } from "./common";
import { noHeartbeats } from "./no-heartbeats";

export interface ChangeMailProps {
  readonly common: Common;
  readonly failureQueueArn: string;
}

/** Target of the rule for S3 changes, and the topic that it publishes to: the team is mailed the raw event of every change. */
export class ChangeMail extends NotifiesTopic {
  readonly topic: AlertTopic;

  constructor(scope: Construct, id: string, { common, failureQueueArn }: ChangeMailProps) {
    const { environment, boundary, encryption, changeRuleArn } = common;
    const { names, delivery, alertEmails } = environment;
    const topic = new AlertTopic(scope, "Alerts", {
      topicName: names.topic,
      displayName: "Security alerts",
      emails: alertEmails,
      ...(environment.heartbeat && { filter: noHeartbeats(names.heartbeatBucket) }),
      ...encryption,
    });
    super(scope, id, {
      topicArn: topic.topic.topicArn,
      ruleArn: changeRuleArn,
      roleName: names.publishRole,
      policyName: names.publishPolicy,
      ...delivery,
      deadLetterQueueArn: failureQueueArn,
      ...boundary,
      ...encryption,
    });
    this.topic = topic;
  }
}
