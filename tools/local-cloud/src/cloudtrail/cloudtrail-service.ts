import { parseArn } from "@security-auto/iam-policy";
import { at, type JsonObject } from "../core/json";
import { callNamed } from "../faults/calls";
import type { ErrorFault, RegionFault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { AwsService } from "../http/aws-server";
import { listIn, requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Gatekeeping } from "../identity/admit";
import { injectFault } from "../service/inject-fault";
import { type JsonCall, type JsonOperation, jsonService } from "../service/json-service";
import type { Trails, TrailState } from "../state/trails";
import { recordedOperation } from "./recorded-operation";
import type { Trail } from "./trail";

export interface CloudTrailParts {
  readonly trails: Trails;
  readonly trail: Trail;
  readonly faults: Faults;
  readonly gate: Gatekeeping;
}

/** The SDKs and the AWS CLI name the service differently. */
const TARGETS = ["CloudTrail_20131101", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"];

/**
 * The calls of CloudTrail that read trails, and those that change which events a trail hands on.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html
 */
export function cloudTrailService({ trails, trail, faults, gate }: CloudTrailParts): AwsService {
  const find = (call: JsonCall, operation: string, key: string) =>
    trailOf({ trails, faults }, call, operation, key);
  const reads: Readonly<Record<string, JsonOperation>> = {
    DescribeTrails: (call) => {
      permit(call, "DescribeTrails", "*", faults);
      return { trailList: describedIn(call, trails).map(describe) };
    },
    GetTrail: (call) => ({ Trail: describe(find(call, "GetTrail", "Name")) }),
    GetTrailStatus: (call) => {
      const { isLogging, startedAt, stoppedAt } = find(call, "GetTrailStatus", "Name");
      return {
        IsLogging: isLogging,
        StartLoggingTime: startedAt,
        ...(stoppedAt !== undefined && { StopLoggingTime: stoppedAt }),
      };
    },
    GetEventSelectors: (call) => {
      const { arn, selectors } = find(call, "GetEventSelectors", "TrailName");
      return { TrailARN: arn, ...selectors };
    },
  };
  const writes: Readonly<Record<string, (call: JsonCall) => JsonObject>> = {
    StartLogging: (call) => {
      const found = atHome(call, find(call, "StartLogging", "Name"));
      trails.put({ ...found, isLogging: true, startedAt: new Date() });
      return {};
    },
    StopLogging: (call) => {
      const found = atHome(call, find(call, "StopLogging", "Name"));
      trails.put({ ...found, isLogging: false, stoppedAt: new Date() });
      return {};
    },
    DeleteTrail: (call) => {
      trails.remove(atHome(call, find(call, "DeleteTrail", "Name")));
      return {};
    },
    UpdateTrail: (call) => {
      const found = atHome(call, find(call, "UpdateTrail", "Name"));
      const isMultiRegion = at(call.input, "IsMultiRegionTrail") ?? found.isMultiRegion;
      const bucketName = textIn(call.input, "S3BucketName") ?? found.bucketName;
      const updated = { ...found, bucketName, isMultiRegion: isMultiRegion === true };
      trails.put(updated);
      return describe(updated);
    },
    PutEventSelectors: (call) => {
      const found = atHome(call, find(call, "PutEventSelectors", "TrailName"));
      const selectors = selectorsIn(call.input);
      trails.put({ ...found, selectors });
      return { TrailARN: found.arn, ...selectors };
    },
  };
  const recorded = Object.entries(writes).map(
    ([name, run]) => [name, recordedOperation(trail, "cloudtrail", name, run)] as const,
  );
  const operations = { ...reads, ...Object.fromEntries(recorded) };
  return jsonService({ target: TARGETS, version: "1.1", operations, gate });
}

/** Trails of all regions are seen in each, as shadows of the one in its home region. */
function describedIn({ caller, region, input }: JsonCall, trails: Trails): readonly TrailState[] {
  const names = listIn(input, "trailNameList");
  const hasShadows = at(input, "includeShadowTrails") !== false;
  return trails
    .of(caller.accountId)
    .filter(({ homeRegion, isMultiRegion }) => homeRegion === region || (isMultiRegion && hasShadows))
    .filter(({ name, arn }) => names.length === 0 || names.includes(name) || names.includes(arn));
}

/** A trail may be named by its ARN, or in its home region by its name. */
function trailOf(
  { trails, faults }: Pick<CloudTrailParts, "trails" | "faults">,
  call: JsonCall,
  operation: string,
  key: string,
): TrailState {
  const { caller, region } = call;
  const named = requiredTextIn(call.input, key);
  const known = trails
    .of(caller.accountId)
    .find(({ name, arn, homeRegion }) => arn === named || (name === named && homeRegion === region));
  const partition = parseArn(trails.of(caller.accountId)[0]?.arn ?? "")?.partition ?? "aws";
  const arn = named.startsWith("arn:")
    ? named
    : `arn:${partition}:cloudtrail:${region}:${caller.accountId}:trail/${named}`;
  permit(call, operation, arn, faults);
  if (known !== undefined) return known;
  throw new ServiceError(
    "TrailNotFoundException",
    400,
    `Unknown trail: ${named} for the user: ${caller.accountId}`,
  );
}

/** Injects the fault of a read, and asks IAM. */
function permit(call: JsonCall, operation: string, resource: string, faults: Faults): void {
  const action = `cloudtrail:${operation}`;
  if (callNamed("cloudtrail", operation) !== undefined) {
    const asked = { service: "cloudtrail", call: operation, account: call.caller.accountId } as const;
    injectFault(call, { faults, asked, action, resource, errorOf: faultError });
  }
  call.permit(action, resource);
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html */
function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError(
        "AccessDeniedException",
        400,
        "You do not have sufficient access to perform this action.",
      );
    case "SlowDown":
      return new ServiceError("ThrottlingException", 400, "Rate exceeded");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "The request has failed due to a temporary failure of the server.");
    default:
      return new ServiceError(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.",
      );
  }
}

function atHome({ region }: JsonCall, trail: TrailState): TrailState {
  if (trail.homeRegion === region) return trail;
  const message = `The trail ${trail.name} must be changed in its home region, ${trail.homeRegion}.`;
  throw new ServiceError("InvalidHomeRegionException", 400, message);
}

function selectorsIn(input: JsonObject): TrailState["selectors"] {
  const basic = listIn(input, "EventSelectors");
  const advanced = listIn(input, "AdvancedEventSelectors");
  if (basic.length > 0 === advanced.length > 0) {
    const message = "Specify EventSelectors or AdvancedEventSelectors, and not both.";
    throw new ServiceError("InvalidEventSelectorsException", 400, message);
  }
  return basic.length > 0 ? { EventSelectors: basic } : { AdvancedEventSelectors: advanced };
}

function describe({ name, arn, homeRegion, isMultiRegion, bucketName, selectors }: TrailState): JsonObject {
  return {
    Name: name,
    TrailARN: arn,
    HomeRegion: homeRegion,
    S3BucketName: bucketName,
    IsMultiRegionTrail: isMultiRegion,
    IsOrganizationTrail: false,
    IncludeGlobalServiceEvents: true,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: "EventSelectors" in selectors,
    HasInsightSelectors: false,
  };
}
