import type { Chain } from "../core/chain";
import { deliverOrLose } from "../delivery/deliver";
import type { Sender } from "../iam/sender";
import type { RunningCloud } from "../state/running-cloud";
import type { Queue } from "../state/queue";
import type { OpenParts } from "../core/trace-parts";
import type { Alarm } from "../state/alarm";

/** Looks at every alarm on `queue` as if its period had just ended; one that changes its state notifies its topics. */
export async function updateAlarms(
  cloud: RunningCloud,
  queue: Queue,
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  for (const alarm of cloud.resources.alarms.filter(({ queueName }) => queueName === queue.name)) {
    const state = alarm.isBreached(queue.depth) ? "ALARM" : "OK";
    if (state === alarm.state) continue;
    alarm.state = state;
    const because = `${queue.depth} messages in ${queue.name}, the alarm asks for ${alarm.condition}`;
    parts.alarms.push({ name: alarm.name, state, because });
    if (state === "ALARM") await notify(cloud, alarm, because, chain, parts);
  }
}

async function notify(
  cloud: RunningCloud,
  alarm: Alarm,
  because: string,
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  const body = JSON.stringify({
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AWSAccountId: alarm.accountId,
    NewStateValue: "ALARM",
    OldStateValue: "OK",
    NewStateReason: because,
    StateChangeTime: new Date().toISOString(),
  });
  const context = {
    "aws:SourceArn": alarm.arn,
    "aws:SourceAccount": alarm.accountId,
    // The default policy of a topic allows whoever acts for its owner.
    "aws:SourceOwner": alarm.accountId,
  };
  const sender: Sender = { kind: "service", service: "cloudwatch.amazonaws.com", context };
  const subject = `ALARM: "${alarm.name}"`;
  for (const to of alarm.actions) {
    await deliverOrLose(cloud, "alarm", { sender, to, body, subject, chain: chain.next() }, parts);
  }
}
