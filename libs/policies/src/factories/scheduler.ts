import type { IdentityStatement } from "@security-auto/iam-policy";

/**
 * May read one schedule, and change nothing.
 *
 * @param scheduleArn - with `*` for the region where a role reads it in all regions
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
export function readSchedule({ scheduleArn }: { readonly scheduleArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "scheduler:GetSchedule", Resource: scheduleArn };
}
