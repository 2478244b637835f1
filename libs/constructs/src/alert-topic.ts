import { policyDocument } from "@security-auto/iam-policy";
import { letAlarmsPublish } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { CfnSubscription, CfnTopicPolicy, type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { refusePlainHttp } from "./refuse-plain-http";

export interface AlertTopicProps {
  readonly topicName: string;
  /** What mails name as their sender. */
  readonly displayName: string;
  /** Each address is sent one message to confirm, and no alert before it has. */
  readonly emails: readonly string[];
  /** What of the JSON that is published the addresses are mailed, in SNS's language. Default: all. */
  readonly filter?: object;
  /** The alarms that may publish. Default: none. Roles of the account need their own permission alone. */
  readonly alarmArns?: readonly string[];
  /** Its key policy must allow CloudWatch to use it. */
  readonly kmsKeyArn?: string;
}

/** A topic for the team: it mails the addresses, and lets nobody publish but roles of the account and the alarms. */
export class AlertTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const topic = new Topic(this, "Topic", {
      topicName: props.topicName,
      displayName: props.displayName,
      ...(props.kmsKeyArn !== undefined && { masterKey: Key.fromKeyArn(this, "Key", props.kmsKeyArn) }),
    });
    this.topic = topic;
    for (const email of props.emails) {
      const { node } = topic.addSubscription(new EmailSubscription(email));
      if (props.filter === undefined || !CfnSubscription.isCfnSubscription(node.defaultChild)) continue;
      node.defaultChild.filterPolicy = props.filter;
      node.defaultChild.filterPolicyScope = "MessageBody";
    }

    const { topicArn } = topic;
    const { account } = Stack.of(this);
    const [first, ...others] = props.alarmArns ?? [];
    new CfnTopicPolicy(this, "Policy", {
      topics: [topicArn],
      policyDocument: policyDocument(
        refusePlainHttp({ action: "sns:Publish", resourceArn: topicArn }),
        ...(first === undefined
          ? []
          : [letAlarmsPublish({ topicArn, sourceArn: [first, ...others], sourceAccount: account })]),
      ),
    });
  }
}
