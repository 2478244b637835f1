import { Alarms, AlertTopic, type FailureQueue, plannedAlarms } from "@security-auto/constructs";
import { alarmArn } from "@security-auto/iam-policy";
import type { Stack } from "aws-cdk-lib";
import type { Common } from "./common";
import { watchedIn } from "./watched";

export interface StackAlarmsProps {
  readonly common: Common;
  readonly failures: FailureQueue;
}

/** The alarms for what a stack has, and the topic on which they mail the team: no flood of other mail silences it. */
export function stackAlarms(stack: Stack, { common, failures }: StackAlarmsProps): void {
  const { environment, here, encryption } = common;
  const alarms = plannedAlarms(watchedIn(stack, environment));
  const { topic } = new AlertTopic(stack, "Alarms", {
    topicName: environment.names.alarmTopic,
    displayName: "Security alarms",
    emails: environment.alertEmails,
    alarmArns: alarms.map(({ alarmName }) => alarmArn({ ...here, name: alarmName })),
    ...encryption,
  });
  new Alarms(stack, "Watch", { alarms, topic, besideFailureQueue: failures });
}
