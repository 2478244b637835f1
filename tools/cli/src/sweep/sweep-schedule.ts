import type { LocalCloud } from "@security-auto/local-cloud";

/** The name of the schedule that starts sweeps: it sends to a queue, those of heartbeats call S3. `undefined`: there is none. */
export const sweepSchedule = ({ schedules }: Pick<LocalCloud, "schedules">): string | undefined =>
  schedules.find(({ call }) => call === "sqs:SendMessage")?.name;
