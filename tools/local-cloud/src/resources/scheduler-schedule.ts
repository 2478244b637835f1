import { parseArn } from "@security-auto/iam-policy";
import { objectOf, requiredString, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { at, type JsonObject } from "../core/json";
import { readExpression } from "../scheduler/expression";
import { actionOf } from "../scheduler/universal-target";
import { notRun, type ResourceHandler } from "./resource-handler";

/** Of a schedule without a retry policy; the same number is the largest. */
const DEFAULT_RETRIES = 185;
const TARGETS = ["lambda", "sqs"];
const ROLE_FORM = /^arn:[^:]+:iam::\d{12}:role\/.+/;

const nameOf = (resource: TemplateResource): string => resource.physicalName("Name");
const groupOf = (resource: TemplateResource): string => stringOf(resource, "GroupName") ?? "default";
const arnIn = ({ partition, stack }: TemplateResource, what: string): string =>
  `arn:${partition}:scheduler:${stack.region}:${stack.account}:${what}`;
const arnOf = (resource: TemplateResource): string =>
  arnIn(resource, `schedule/${groupOf(resource)}/${nameOf(resource)}`);

/**
 * A schedule; it fires when it is asked to. What CreateSchedule refuses is refused: its stack would not deploy.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export const schedulerSchedule: ResourceHandler = {
  type: "AWS::Scheduler::Schedule",
  ref: nameOf,
  attributes: { Arn: arnOf },
  create(resource, cloud, { now }) {
    const text = requiredString(resource, "ScheduleExpression");
    const expression = readExpression(text);
    if (!expression.success)
      throw resource.error("ScheduleExpression", `is ${text}, which ${expression.error}`);
    const timeZone = stringOf(resource, "ScheduleExpressionTimezone") ?? "UTC";
    if (!isTimeZone(timeZone))
      throw resource.error("ScheduleExpressionTimezone", `is ${timeZone}, no time zone`);
    checkWindow(resource);
    const target = objectOf(resource, "Target") ?? {};
    const targetArn = textAt(resource, target, "Arn");
    const roleArn = textAt(resource, target, "RoleArn");
    if (!ROLE_FORM.test(roleArn))
      throw resource.error("Target", `has the RoleArn ${roleArn}, which is no role's`);
    const why = unknownIn(target, targetArn);
    if (why !== undefined) {
      cloud.notRun.push(notRun(resource, why));
      return;
    }
    const deadLetterArn = at(target, "DeadLetterConfig", "Arn");
    const retries = at(target, "RetryPolicy", "MaximumRetryAttempts");
    const start = timeOf(resource, "StartDate");
    const end = timeOf(resource, "EndDate");
    const description = stringOf(resource, "Description");
    cloud.schedules.push({
      name: nameOf(resource),
      group: groupOf(resource),
      arn: arnOf(resource),
      groupArn: arnIn(resource, `schedule-group/${groupOf(resource)}`),
      accountId: resource.stack.account,
      region: resource.stack.region,
      enabled: stringOf(resource, "State") !== "DISABLED",
      expression: expression.data,
      timeZone,
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      targetArn,
      roleArn,
      input: String(at(target, "Input")),
      ...(typeof deadLetterArn === "string" && { deadLetterArn }),
      retries: typeof retries === "number" ? retries : DEFAULT_RETRIES,
      createdAt: now(),
      described: {
        ScheduleExpression: text,
        ScheduleExpressionTimezone: timeZone,
        FlexibleTimeWindow: objectOf(resource, "FlexibleTimeWindow"),
        Target: target,
        ...(description !== undefined && { Description: description }),
      },
    });
  },
};

function unknownIn(target: JsonObject, arn: string): string | undefined {
  const service = parseArn(arn)?.service ?? "";
  if (!TARGETS.includes(service) && actionOf(arn) === undefined)
    return `its target is ${arn}: only queues and functions are invoked, and calls that block public access made`;
  return typeof at(target, "Input") === "string" ? undefined : "its target has no Input";
}

function textAt(resource: TemplateResource, target: JsonObject, name: string): string {
  const value = at(target, name);
  if (typeof value === "string") return value;
  throw resource.error("Target", `has no ${name}`);
}

function checkWindow(resource: TemplateResource): void {
  const window = objectOf(resource, "FlexibleTimeWindow");
  const mode = at(window, "Mode");
  const minutes = Number(at(window, "MaximumWindowInMinutes") ?? NaN);
  if (mode === "OFF" || (mode === "FLEXIBLE" && minutes >= 1 && minutes <= 1440)) return;
  throw resource.error(
    "FlexibleTimeWindow",
    "is neither OFF nor FLEXIBLE with 1 to 1440 MaximumWindowInMinutes",
  );
}

function timeOf(resource: TemplateResource, name: string): number | undefined {
  const text = stringOf(resource, name);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw resource.error(name, `is ${text}, no time`);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
