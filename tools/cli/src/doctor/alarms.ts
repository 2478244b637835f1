import { paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { asked, type Check, ok, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected } from "./expected";

/** Whether every alarm of the stack is there and none has gone off. */
export const checkAlarms = (
  { alarms }: Expected,
  { cloudWatch }: DoctorClients,
  environment: string,
): Promise<readonly Check[]> =>
  asked("alarms", async () => {
    if (alarms.length === 0) return [ok("alarms", "the environment has none (switch alarms)")];
    const states = new Map<string, string>();
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: cloudWatch }, {}))
      for (const { AlarmName = "", StateValue = "" } of MetricAlarms) states.set(AlarmName, StateValue);
    const missing = alarms.filter((name) => !states.has(name));
    const off = alarms.filter((name) => states.get(name) === "ALARM");
    const undecided = alarms.filter((name) => states.get(name) === "INSUFFICIENT_DATA");
    if (missing.length === 0 && off.length === 0)
      return [
        ok(
          "alarms",
          `${alarms.length}, none of which has gone off${undecided.length === 0 ? "" : `; ${undecided.length} have no data yet`}`,
        ),
      ];
    return [
      ...off.map((name) => wrong("alarms", `${name} has gone off`, "see docs/operations.md")),
      ...(missing.length === 0
        ? []
        : [
            wrong(
              "alarms",
              `missing: ${missing.join(", ")}`,
              `npm run deploy -- --environment=${environment}`,
            ),
          ]),
    ];
  });
