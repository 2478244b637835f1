import { GetScheduleCommand, type SchedulerClient } from "@aws-sdk/client-scheduler";
import type { Reading, ScheduleFacts } from "../reading";
import { answerTo, type Reader } from "./aws-answer";

/** Reads a schedule of the default group. */
export async function readSchedule(
  name: string,
  client: SchedulerClient,
  reader: Reader,
): Promise<Reading<ScheduleFacts>> {
  const schedule = await answerTo("scheduler:GetSchedule", reader, ["ResourceNotFoundException"], () =>
    client.send(new GetScheduleCommand({ Name: name }), { abortSignal: reader.signal }),
  );
  if (schedule.kind !== "read") return schedule;
  const { State, CreationDate } = schedule.value;
  return {
    kind: "read",
    value: { isEnabled: State === "ENABLED", createdAt: CreationDate?.getTime() ?? 0 },
  };
}
