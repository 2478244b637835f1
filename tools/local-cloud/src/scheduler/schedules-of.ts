import { parseArn } from "@security-auto/iam-policy";
import { LocalCloudError } from "../core/local-cloud-error";
import { emptyParts } from "../core/trace-parts";
import type { CallTrace } from "../service/call-trace";
import type { RunningCloud } from "../state/running-cloud";
import type { Schedule } from "../state/schedule";
import type { Apis } from "./call-api";
import { fireSchedule } from "./fire-schedule";
import { isDue } from "./is-due";
import { actionOf } from "./universal-target";

export interface Schedules {
  readonly schedules: readonly {
    readonly name: string;
    readonly arn: string;
    readonly expression: string;
    /** The permission that it takes to invoke the target, such as `sqs:SendMessage`. */
    readonly call: string;
  }[];
  readonly fireSchedule: (name: string, at?: Date) => Promise<CallTrace>;
  readonly fireSchedulesAt: (at: Date) => Promise<readonly CallTrace[]>;
}

/** The schedules of a cloud, to be fired by hand. */
export function schedulesOf(cloud: RunningCloud, apis: Apis): Schedules {
  const { schedules } = cloud.resources;
  const fire = async (schedule: Schedule, at: Date): Promise<CallTrace> => {
    const parts = emptyParts();
    const of = { call: permissionOf(schedule), caller: schedule.arn };
    const fired = fireSchedule(cloud, schedule, at.getTime(), parts, apis).then(() => parts);
    cloud.report(of, fired);
    return { ...of, ...(await fired) };
  };
  return {
    schedules: schedules.map((schedule) => ({
      name: schedule.name,
      arn: schedule.arn,
      expression: String(schedule.described["ScheduleExpression"]),
      call: permissionOf(schedule),
    })),
    fireSchedule: async (name, at = new Date()) => {
      const schedule = schedules.find((each) => each.name === name || each.arn === name);
      if (schedule !== undefined) return fire(schedule, at);
      const names = schedules.map((each) => each.name).join(", ") || "none";
      throw new LocalCloudError(`the assembly has no schedule ${name}; it has: ${names}`);
    },
    fireSchedulesAt: async (at) => {
      const traces: CallTrace[] = [];
      for (const schedule of schedules.filter((each) => isDue(each, at.getTime())))
        traces.push(await fire(schedule, at));
      return traces;
    },
  };
}

const permissionOf = ({ targetArn }: Schedule): string =>
  actionOf(targetArn) ?? PERMISSIONS[parseArn(targetArn)?.service ?? ""] ?? "";

const PERMISSIONS: Readonly<Record<string, string>> = {
  lambda: "lambda:InvokeFunction",
  sqs: "sqs:SendMessage",
};
