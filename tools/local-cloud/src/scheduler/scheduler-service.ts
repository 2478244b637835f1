import { regionalArn } from "@security-auto/iam-policy";
import type { JsonObject } from "../core/json";
import type { ErrorFault, RegionFault } from "../faults/fault";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { pageOf } from "../http/read-input";
import { notImplemented, ServiceError } from "../http/service-error";
import { MEBIBYTE, requestEntityTooLarge } from "../http/too-large";
import { admit, callerOf, type Gatekeeping, type RefusalCodes } from "../identity/admit";
import { answerFaultOf, spoiled } from "../service/answer-fault";
import type { RunningCloud } from "../state/running-cloud";
import type { Schedule } from "../state/schedule";

const CODES: RefusalCodes = {
  unsigned: "MissingAuthenticationTokenException",
  unknownKey: "UnrecognizedClientException",
  expired: "ExpiredTokenException",
  denied: "AccessDeniedException",
};
const MOST_ON_A_PAGE = 100;

/**
 * The calls of EventBridge Scheduler that read schedules, in REST JSON.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html
 */
export function schedulerService(cloud: RunningCloud, gate: Gatekeeping): AwsService {
  return {
    handle: (request) => {
      try {
        return answer(cloud, gate, request);
      } catch (error) {
        if (error instanceof ServiceError) return errorResponse(error);
        throw error;
      }
    },
    largestBody: MEBIBYTE,
    tooLarge: () => errorResponse(requestEntityTooLarge(MEBIBYTE)),
  };
}

function answer(
  { resources: { schedules }, faults }: RunningCloud,
  gate: Gatekeeping,
  request: AwsRequest,
): AwsResponse {
  const { query } = request;
  const [, root, name, ...others] = request.path.split("/");
  if (request.method !== "GET" || root !== "schedules" || others.length > 0)
    throw notImplemented(`${request.method} ${request.path} of Scheduler`);
  const caller = callerOf(request, gate, CODES);
  const { accountId } = caller;
  const region = request.signature?.region ?? "us-east-1";
  const permit = (action: string, resource: string) => {
    admit({ caller, request, action, resource }, gate, CODES);
  };
  const own = schedules.filter((each) => each.accountId === accountId && each.region === region);
  if (name === undefined || name === "") {
    permit("scheduler:ListSchedules", "*");
    return response(200, listed(own, query));
  }
  const group = query.get("groupName") ?? "default";
  const arn = regionalArn("scheduler", { region, accountId }, `schedule/${group}/${name}`);
  const action = "scheduler:GetSchedule";
  const asked = { service: "scheduler", call: "GetSchedule", account: accountId } as const;
  const injected = answerFaultOf({ faults, caller, asked, action, resource: arn });
  if (injected?.kind === "error") throw faultError(injected.fault);
  permit(action, arn);
  const schedule = own.find((each) => each.arn === arn);
  if (schedule === undefined)
    throw new ServiceError("ResourceNotFoundException", 404, `Schedule ${name} does not exist.`);
  const output = { ...summaryOf(schedule), ActionAfterCompletion: "NONE", ...schedule.described };
  return spoiled(response(200, output), injected);
}

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html#API_GetSchedule_Errors */
function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError(CODES.denied, 403, "You do not have sufficient access to perform this action.");
    case "SlowDown":
      return new ServiceError("ThrottlingException", 429, "Rate exceeded");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "The request has failed due to a temporary failure of the server.");
    default:
      return new ServiceError("InternalServerException", 500, "Unexpected error encountered.");
  }
}

function listed(own: readonly Schedule[], query: URLSearchParams): JsonObject {
  const prefix = query.get("NamePrefix") ?? "";
  const group = query.get("ScheduleGroup");
  const state = query.get("State");
  const found = own.filter(
    (schedule) =>
      schedule.name.startsWith(prefix) &&
      (group === null || schedule.group === group) &&
      (state === null || stateOf(schedule) === state),
  );
  const size = Number(query.get("MaxResults") ?? MOST_ON_A_PAGE);
  const { page, next } = pageOf(found, query.get("NextToken") ?? undefined, size);
  return {
    Schedules: page.map((schedule) => ({ ...summaryOf(schedule), Target: { Arn: schedule.targetArn } })),
    ...(next !== undefined && { NextToken: next }),
  };
}

const stateOf = ({ enabled }: Schedule): string => (enabled ? "ENABLED" : "DISABLED");

function summaryOf(schedule: Schedule): JsonObject {
  const { arn, name, group, createdAt, start, end } = schedule;
  const seconds = createdAt / 1000;
  return {
    Arn: arn,
    Name: name,
    GroupName: group,
    State: stateOf(schedule),
    CreationDate: seconds,
    LastModificationDate: seconds,
    ...(start !== undefined && { StartDate: start / 1000 }),
    ...(end !== undefined && { EndDate: end / 1000 }),
  };
}

function response(status: number, output: JsonObject): AwsResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(output) };
}

function errorResponse({ code, status, message }: ServiceError): AwsResponse {
  const { headers, ...rest } = response(status, { Message: message });
  return { ...rest, headers: { ...headers, "x-amzn-errortype": code } };
}
