import type { AccountRole } from "@security-auto/s3-reader";
import type { ReceivedRequest } from "@security-auto/testing";
import { SETTINGS } from "./settings";

export const MEMBER = "444455556666";
export const ROLE = "arn:aws:iam::444455556666:role/security-auto-s3-read";
export const NOW = Date.parse("2026-03-05T12:00:00Z");

const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";
const PATTERN = {};
const TRAIL = "arn:aws:cloudtrail:us-east-1:999988887777:trail/organization";

export const GRANTED: AccountRole = {
  kind: "granted",
  role: ROLE,
  credentials: { accessKeyId: "AKIA", secretAccessKey: "secret", sessionToken: "token" },
};

/** What is found of a region where all is well. */
export const ALL_OK = Object.fromEntries(
  ["forwarding-rule", "tampering-rule", "forwarding-queue", "trail", "watched", "heartbeat"].map((check) => [
    check,
    { result: "ok" },
  ]),
);

/** Which call it is: Scheduler alone speaks no AWS JSON. */
export function targetOf({ headers }: ReceivedRequest): string {
  const target = headers["x-amz-target"];
  return target === undefined ? "GetSchedule" : String(target).replace(/^.*\./, "");
}

/** What AWS answers of an account where all is well. */
export function wellAnswer(target: string, { body, signature: { region } }: ReceivedRequest): object {
  if (target === "GetSchedule") return { State: "ENABLED", CreationDate: Date.parse("2026-01-01") / 1000 };
  const { Rule: name = "" } = JSON.parse(body) as { readonly Rule?: string };
  const { forwarding, tampering } = SETTINGS.members;
  const role = name === tampering.rule ? tampering.role : forwarding.role;
  switch (target) {
    case "DescribeRule":
      return { State: "ENABLED", EventPattern: JSON.stringify(PATTERN) };
    case "ListTargetsByRule":
      return {
        Targets: [{ Arn: BUS, RoleArn: `arn:aws:iam::444455556666:role/${role}-${region}`, Id: "1" }],
      };
    case "GetQueueAttributes":
      return { Attributes: { ApproximateNumberOfMessages: "0" } };
    case "DescribeTrails":
      return {
        trailList: [
          { TrailARN: TRAIL, Name: "organization", HomeRegion: "us-east-1", IsMultiRegionTrail: true },
        ],
      };
    case "GetTrailStatus":
      return { IsLogging: true };
    default:
      return { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] };
  }
}
