import type { CheckResult } from "@security-auto/assessment";
import type { ExpectedHeartbeat } from "../expected";
import type { HeartbeatFacts } from "../reading";

/** How many that are due may be missing. */
const MISSED = 2;

/** How long one may be on its way: CloudTrail promises no time, and delivers within some minutes. */
const ON_ITS_WAY_MS = 15 * 60_000;

/**
 * Whether heartbeats come as far as the register: then every part of the way works. Where none comes, the other checks may say why.
 *
 * @param now - in ms since 1970
 */
export function judgeHeartbeat(
  { schedule: name, bucket, minutes }: ExpectedHeartbeat,
  { schedule, last }: HeartbeatFacts,
  now: number,
): CheckResult {
  const oldest = now - MISSED * minutes * 60_000 - ON_ITS_WAY_MS;
  if (schedule.kind === "absent")
    return {
      result: "wrong",
      because: `there is no schedule ${name}, which sends heartbeats: deploy the member stack to the account again`,
    };
  if (schedule.kind === "read" && !schedule.value.isEnabled)
    return {
      result: "wrong",
      because: `the schedule ${name}, which sends heartbeats, is disabled: enable it, or deploy the member stack to the account again`,
    };
  if (last.kind === "unknown") return { result: "unknown", because: last.because };
  if (last.kind === "read" && last.value >= oldest) return { result: "ok" };
  if (schedule.kind === "unknown" && last.kind === "absent")
    return { result: "unknown", because: `no heartbeat ever came, and ${schedule.because}` };
  if (schedule.kind === "read" && schedule.value.createdAt >= oldest)
    return {
      result: "unknown",
      because: `the schedule ${name} was made at ${asText(schedule.value.createdAt)}, and no heartbeat has to be there yet`,
    };
  const came = last.kind === "read" ? `came since ${asText(last.value)}` : "ever came";
  return {
    result: "wrong",
    because: `no heartbeat ${came}, and one is due every ${minutes} minutes: a change of the bucket ${bucket} does not arrive (docs/coverage.md says what is on its way)`,
  };
}

const asText = (time: number): string => new Date(time).toISOString();
