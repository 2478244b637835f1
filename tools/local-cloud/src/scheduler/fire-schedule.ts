import { randomBytes } from "node:crypto";
import { Chain } from "../core/chain";
import type { OpenParts } from "../core/trace-parts";
import { deliver } from "../delivery/deliver";
import type { Sender } from "../iam/sender";
import { type Delivered, mayPass, type Parcel } from "../state/parcel";
import type { RunningCloud } from "../state/running-cloud";
import type { Schedule } from "../state/schedule";
import { type Apis, callApi } from "./call-api";
import { actionOf } from "./universal-target";

const SERVICE = "scheduler.amazonaws.com";

/**
 * Invokes the target of a schedule, in the name of its role, as if it were `at` (ms since 1970). What fails for good goes to the
 * schedule's dead-letter queue by the same role, or is lost.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export async function fireSchedule(
  cloud: RunningCloud,
  schedule: Schedule,
  at: number,
  parts: OpenParts,
  apis: Apis,
): Promise<void> {
  const { targetArn, roleArn, deadLetterArn } = schedule;
  const executionId = randomBytes(8).toString("hex");
  const parcel = { sender: senderOf(cloud, schedule, executionId), chain: Chain.begin() };
  const to = (attempt: number): Parcel => ({
    ...parcel,
    to: targetArn,
    body: withContext(schedule, { at, executionId, attempt }),
  });
  let attempt = 1;
  const send = (parcel: Parcel): Promise<Delivered> =>
    actionOf(targetArn) === undefined
      ? deliver(cloud, parcel, parts)
      : callApi(cloud, apis, parcel, schedule.region, parts);
  let delivered = await send(to(attempt));
  while (mayPass(delivered) && attempt <= schedule.retries) {
    attempt += 1;
    delivered = await send(to(attempt));
  }
  if (delivered.success) return;
  const what = `invocation of schedule ${schedule.name}`;
  const { code, error } = delivered;
  if (deadLetterArn === undefined) {
    parts.lost.push({ what, to: targetArn, because: `${error}; the schedule has no dead-letter queue` });
    return;
  }
  const attributes = {
    SCHEDULE_ARN: schedule.arn,
    TARGET_ARN: targetArn,
    ERROR_CODE: code,
    ERROR_MESSAGE: error,
    RETRY_ATTEMPTS: String(attempt - 1),
  };
  const dead = await deliver(
    cloud,
    { ...parcel, to: deadLetterArn, body: to(attempt).body, attributes, queueAs: "delivery" },
    parts,
  );
  if (!dead.success)
    parts.lost.push({ what, to: roleArn, because: `${error}; dead-letter queue: ${dead.error}` });
}

/**
 * The schedule's role. Its trust policy sees the group of the schedule.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
function senderOf({ resources }: RunningCloud, schedule: Schedule, session: string): Sender {
  const { roleArn, groupArn, accountId } = schedule;
  const context = { "aws:SourceArn": groupArn, "aws:SourceAccount": accountId };
  const role = resources.roles.get(roleArn);
  return { kind: "role", roleArn, role, session, assumedBy: { service: SERVICE, context } };
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function withContext(
  { arn, input }: Schedule,
  {
    at,
    executionId,
    attempt,
  }: { readonly at: number; readonly executionId: string; readonly attempt: number },
): string {
  return input
    .replaceAll("<aws.scheduler.schedule-arn>", arn)
    .replaceAll("<aws.scheduler.scheduled-time>", `${new Date(at).toISOString().slice(0, 19)}Z`)
    .replaceAll("<aws.scheduler.execution-id>", executionId)
    .replaceAll("<aws.scheduler.attempt-number>", String(attempt));
}
