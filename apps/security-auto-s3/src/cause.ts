import type { Assessment } from "@security-auto/assessment";
import type { S3Change } from "@security-auto/events";
import type { AssessmentTask } from "./task";

type CausedByChange = Extract<Assessment, { readonly cause: "change" }>;
type CausedByRequest = Extract<Assessment, { readonly cause: "request" }>;

/** What an assessment repeats of what led to it. */
export type Cause =
  | Pick<CausedByChange, "version" | "cause" | "changeId" | "call" | "actor" | "eventTime">
  | Pick<CausedByRequest, "version" | "cause" | "request">;

export const causedByChange = ({ changeId, call, actor, eventTime }: S3Change) =>
  ({ version: "1", cause: "change", changeId, call, actor: { ...actor }, eventTime }) as const;

export function causeOf(task: AssessmentTask): Cause {
  if (task.kind === "change") return causedByChange(task.change);
  const { requestId, requestedAt, reason, sweep } = task.request;
  return {
    version: "1",
    cause: "request",
    request: {
      requestId,
      requestedAt,
      ...(reason !== undefined && { reason }),
      ...(sweep !== undefined && { sweep }),
    },
  };
}
