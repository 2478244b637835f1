import type { Chain } from "../core/chain";
import type { OpenParts } from "../core/trace-parts";
import { deliverOrLose } from "../delivery/deliver";
import type { Sender } from "../iam/sender";
import type { Alarm } from "../state/alarm";
import type { Queue } from "../state/queue";
import type { RunningCloud } from "../state/running-cloud";
import { count } from "./count";

/** What alarms are about, as CloudWatch's dimensions name it. */
type About = readonly [dimension: "FunctionName" | "QueueName" | "RuleName", name: string];

/** Looks at every alarm on something as if its period had just ended; one that goes off notifies its topics. */
export async function updateAlarms(
  cloud: RunningCloud,
  about: About,
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  for (const alarm of cloud.resources.alarms.filter((one) => one.isAbout(...about))) {
    const value = alarm.look();
    if (value === undefined) continue;
    const { name, condition, metrics } = alarm.spec;
    const what = metrics.map((metric) => metric.name).join(" + ");
    const because = `${what} of ${about[1]}: ${value}, the alarm asks for ${condition}`;
    parts.alarms.push({ name, state: alarm.state, because });
    if (alarm.state === "ALARM") await notify(cloud, alarm, because, chain, parts);
  }
}

/** Has an alarm be in a state until it is looked at again; one that goes off notifies its topics. */
export async function setAlarm(
  cloud: RunningCloud,
  alarm: Alarm,
  [state, because]: readonly [state: "OK" | "ALARM", because: string],
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  if (!alarm.set(state)) return;
  parts.alarms.push({ name: alarm.spec.name, state, because });
  if (state === "ALARM") await notify(cloud, alarm, because, chain, parts);
}

/** Looks at the alarms on a queue, after its depth is measured. */
export async function updateQueueAlarms(
  cloud: RunningCloud,
  queue: Queue,
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  const metric = ["AWS/SQS", "ApproximateNumberOfMessagesVisible"] as const;
  count(cloud.resources, queue.arn, metric, { QueueName: queue.name }, queue.depth);
  await updateAlarms(cloud, ["QueueName", queue.name], chain, parts);
}
async function notify(
  cloud: RunningCloud,
  alarm: Alarm,
  because: string,
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  const body = JSON.stringify({
    AlarmName: alarm.spec.name,
    AlarmArn: alarm.spec.arn,
    AWSAccountId: alarm.spec.accountId,
    NewStateValue: "ALARM",
    OldStateValue: "OK",
    NewStateReason: because,
    StateChangeTime: new Date().toISOString(),
  });
  const context = {
    "aws:SourceArn": alarm.spec.arn,
    "aws:SourceAccount": alarm.spec.accountId,
    // The default policy of a topic allows whoever acts for its owner.
    "aws:SourceOwner": alarm.spec.accountId,
  };
  const sender: Sender = { kind: "service", service: "cloudwatch.amazonaws.com", context };
  const subject = `ALARM: "${alarm.spec.name}"`;
  for (const to of alarm.spec.actions) {
    await deliverOrLose(cloud, "alarm", { sender, to, body, subject, chain: chain.next() }, parts);
  }
}
