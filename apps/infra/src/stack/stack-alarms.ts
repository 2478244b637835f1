import { Alarms, AlertTopic, Dashboard, type FailureQueue, plannedAlarms } from "@security-auto/constructs";
import { alarmArn } from "@security-auto/iam-policy";
import type { Stack } from "aws-cdk-lib";
import type { Common } from "./common";
import { graphsOf } from "./graphs";
import { watchedIn } from "./watched";

export interface StackAlarmsProps {
  readonly common: Common;
  readonly failures: FailureQueue;
}

/** The alarms for what a stack has, the topic on which they mail the team, which no flood of other mail silences, and the dashboard. */
export function stackAlarms(stack: Stack, { common, failures }: StackAlarmsProps): void {
  const { environment, here, encryption } = common;
  const { names, region } = environment;
  const watched = watchedIn(stack, environment);
  const alarms = plannedAlarms(watched);
  const alarmArns = alarms.map(({ alarmName }) => alarmArn({ ...here, name: alarmName }));
  const { topic } = new AlertTopic(stack, "Alarms", {
    topicName: names.alarmTopic,
    displayName: "Security alarms",
    emails: environment.alertEmails,
    alarmArns,
    ...encryption,
  });
  new Alarms(stack, "Watch", { alarms, topic, besideFailureQueue: failures });
  new Dashboard(stack, "Dashboard", {
    // Dashboards belong to the account, whatever the region.
    dashboardName: `${names.dashboard}-${region}`,
    region,
    alarmArns,
    graphs: graphsOf(environment, watched),
  });
}
