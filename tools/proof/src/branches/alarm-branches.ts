import { CloudWatchClient, paginateDescribeAlarms, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import type { Trace } from "@security-auto/local-cloud";
import { hasResource, type Stack } from "../stack/read-stack";
import type { Branch } from "./branch";
import { causedBy } from "./caused-by";
import { type Happened, happenedIn } from "./happened";
import type { World } from "./world";

const hasAlarms = (stack: Stack): boolean => hasResource(stack, "AWS::CloudWatch::Alarm");

/** Some alarms are about what takes hours to happen: each is set off by hand, as an operator tries whether it mails the team. */
export const everyAlarm: Branch = {
  name: "every alarm, set off by hand, mails the team",
  stage: "whole",
  isPossible: hasAlarms,
  run: setEachOff,
  missed: ({ alarms, notifications }) => {
    const mailed = notifications.map(({ subject }) => subject);
    const silent = alarms.filter(({ name }) => !mailed.includes(`ALARM: "${name}"`));
    if (alarms.length === 0) return "there is no alarm";
    return silent.length === 0 ? undefined : `no mail of ${silent.map(({ name }) => name).join(", ")}`;
  },
};

async function setEachOff({ cloud, region, accounts }: World): Promise<Happened> {
  const Action = ["cloudwatch:DescribeAlarms", "cloudwatch:SetAlarmState"];
  const client = new CloudWatchClient({
    region,
    endpoint: cloud.endpoints.monitoring,
    credentials: cloud.credentials({
      accountId: accounts.home,
      userName: "operator",
      policies: [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] }],
    }),
  });
  const traces: Trace[] = [];
  try {
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {})) {
      for (const { AlarmName } of MetricAlarms) {
        const set = (StateValue: "OK" | "ALARM") =>
          client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "a drill" }));
        // One that an earlier branch has set off notifies nobody.
        await causedBy(cloud, () => set("OK"));
        const { call, ...parts } = await causedBy(cloud, () => set("ALARM"));
        const event = { id: null, name: call, detailType: null };
        traces.push({ ...parts, event, bus: "", accepted: true, rules: [] });
        await causedBy(cloud, () => set("OK"));
      }
    }
  } finally {
    client.destroy();
  }
  return happenedIn(traces);
}
