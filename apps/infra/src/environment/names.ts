import * as z from "zod";
import { each, type NameEntry, nameSchema } from "./name-kinds";

/** The longest suffix; every default name stays within its service's limit with it. */
export const LONGEST_SUFFIX = 20;

/** Every physical name the stack gives to what is no function's own; those of functions stand in `functions.ts`. */
export const NAMES = {
  bus: { kind: "bus", default: "SecurityAutomation", meaning: "event bus" },
  organizationStatement: {
    kind: "statement",
    default: "AllowOrganizationToPutEvents",
    meaning: "statement of the bus policy that allows the organization to put events",
  },
  rule: { kind: "rule", default: "S3-security-remediations", meaning: "rule on the bus" },
  privateBus: {
    kind: "bus",
    default: "security-auto",
    meaning: "event bus that the functions publish on",
  },
  requestRule: {
    kind: "rule",
    default: "S3-assessment-requests",
    meaning: "rule on that bus for requests for an assessment",
  },
  requestQueue: {
    kind: "queue",
    default: "security-auto-S3-requests",
    meaning: "queue in which those requests wait for the function that judges",
  },
  table: {
    kind: "table",
    default: "security-auto",
    meaning: "table of bucket states and findings",
  },
  findingsTopic: {
    kind: "topic",
    default: "security-findings",
    meaning: "topic that mails the team each finding that opens, changes or closes",
  },
  chatTopic: {
    kind: "topic",
    default: "security-findings-chat",
    meaning: "topic that Amazon Q Developer in chat applications gets the same from",
  },
  assessedRule: {
    kind: "rule",
    default: "S3-bucket-assessed",
    meaning: "rule on the private bus that invokes the function that keeps the register",
  },
  violatedRule: {
    kind: "rule",
    default: "S3-bucket-violates",
    meaning:
      "rule on the private bus that puts each violation into the queue of the function that remediates",
  },
  restrictQueue: {
    kind: "queue",
    default: "security-auto-S3-restrict",
    meaning: "queue of the function that remediates",
  },
  remediationRule: {
    kind: "rule",
    default: "S3-remediation-changed",
    meaning: "rule on the private bus that invokes the function that keeps the register for each remediation",
  },
  remediationRole: {
    kind: "role",
    default: "security-auto-findings-remediation",
    meaning: "role EventBridge invokes that function with for that rule",
  },
  remediationPolicy: {
    kind: "policy",
    default: "invoke-security-auto-findings",
    meaning: "inline policy of that role",
  },
  sweepQueue: {
    kind: "queue",
    default: "security-auto-sweep",
    meaning: "queue of the function that sweeps",
  },
  sweepSchedule: {
    kind: "schedule",
    default: "security-auto-sweep",
    meaning: "schedule that starts a sweep",
  },
  sweepScheduleRole: {
    kind: "role",
    default: "security-auto-sweep-schedule",
    meaning: "role EventBridge Scheduler sends to that queue with",
  },
  sweepSchedulePolicy: {
    kind: "policy",
    default: "start-sweeps",
    meaning: "inline policy of that role",
  },
  sweepRule: {
    kind: "rule",
    default: "S3-security-sweeps",
    meaning: "rule on the bus that starts a sweep after a change of an account or the organization",
  },
  sweptRule: {
    kind: "rule",
    default: "S3-sweep-results",
    meaning:
      "rule on the private bus that invokes the function that keeps the register for what a sweep finds beside assessments",
  },
  sweptRole: {
    kind: "role",
    default: "security-auto-findings-sweep",
    meaning: "role EventBridge invokes that function with for that rule",
  },
  sweptPolicy: {
    kind: "policy",
    default: "invoke-security-auto-findings",
    meaning: "inline policy of that role",
  },
  topic: {
    kind: "topic",
    default: "security-alerts",
    meaning: "topic that mails the team the raw event of every change",
  },
  publishRole: {
    kind: "role",
    default: "security-alerts-publish",
    meaning: "role EventBridge publishes to that topic with",
  },
  publishPolicy: {
    kind: "policy",
    default: "publish-to-security-alerts",
    meaning: "inline policy of that role",
  },
  failureQueue: {
    kind: "queue",
    default: "security-auto-failures",
    meaning: "queue of what could not be delivered or handled",
  },
  alarmTopic: {
    kind: "topic",
    default: "security-alarms",
    meaning: "topic that mails the team each alarm of the stack",
  },
  failureAlarm: { kind: "alarm", default: "security-auto-failures", meaning: "alarm on that queue" },
  dashboard: {
    kind: "dashboard",
    default: "security-auto",
    meaning:
      "dashboard of alarms, changes, findings and cost, before - and the region: an account has one of a name",
  },
  forwardRule: {
    kind: "rule",
    default: "S3-security-forward",
    meaning: "rule on a member account's default bus that sends events to the bus",
  },
  forwardRole: {
    kind: "regionalRole",
    default: "security-auto-s3-forward",
    meaning: "role EventBridge puts events on the bus with, before - and the rule's region",
  },
  forwardPolicy: { kind: "policy", default: "forward-s3-changes", meaning: "inline policy of that role" },
  ownForwardRule: {
    kind: "rule",
    default: "S3-security-forward-own",
    meaning: "rule on the security account's own default bus that sends events to the bus",
  },
  ownForwardRole: {
    kind: "regionalRole",
    default: "security-auto-s3-forward-own",
    meaning: "role of that rule, before - and its region",
  },
  tamperingForwardRule: {
    kind: "rule",
    default: "S3-security-tampering-forward",
    meaning: "rule on a member account's default bus that sends to the bus which calls end the forwarding",
  },
  tamperingForwardRole: {
    kind: "regionalRole",
    default: "security-auto-tampering",
    meaning: "role of that rule, before - and its region",
  },
  tamperingForwardPolicy: {
    kind: "policy",
    default: "forward-tampering",
    meaning: "inline policy of that role",
  },
  ownTamperingForwardRule: {
    kind: "rule",
    default: "S3-security-tampering-forward-own",
    meaning: "rule of the same kind in the security account itself",
  },
  ownTamperingForwardRole: {
    kind: "regionalRole",
    default: "security-auto-tampering-own",
    meaning: "role of that rule, before - and its region",
  },
  tamperingRule: {
    kind: "rule",
    default: "S3-security-tampering",
    meaning: "rule on the bus that hands those calls to the functions that keep the register and sweep",
  },
  tamperingRole: {
    kind: "role",
    default: "security-auto-findings-tampering",
    meaning: "role EventBridge invokes the function that keeps the register with for that rule",
  },
  tamperingPolicy: {
    kind: "policy",
    default: "invoke-security-auto-findings",
    meaning: "inline policy of that role",
  },
  forwardFailureQueue: {
    kind: "queue",
    default: "security-auto-forward-failures",
    meaning: "queue in a member account for what did not reach the bus",
  },
  heartbeatBucket: {
    kind: "regionalBucket",
    default: "s3-heartbeat",
    meaning: "bucket that heartbeats change, before - and the account, the region and an",
  },
  heartbeatSchedule: {
    kind: "schedule",
    default: "security-auto-heartbeat",
    meaning: "schedule that changes that bucket",
  },
  heartbeatRole: {
    kind: "regionalRole",
    default: "security-auto-heartbeat",
    meaning: "role EventBridge Scheduler changes that bucket with, before - and its region",
  },
  heartbeatPolicy: { kind: "policy", default: "send-heartbeats", meaning: "inline policy of that role" },
  readRole: {
    kind: "role",
    default: "security-auto-s3-read",
    meaning: "role in a member account that the function reads buckets with",
  },
  readPolicy: { kind: "policy", default: "read-bucket-access", meaning: "inline policy of that role" },
  restrictRole: {
    kind: "role",
    default: "security-auto-s3-restrict",
    meaning: "role in a member account that the function that remediates writes to buckets with",
  },
  // IAM does not distinguish the names of roles by case: it would be the function's own.
  ownRestrictRole: {
    kind: "role",
    default: "security-auto-s3-restrict-own",
    meaning: "role of the same kind in the security account itself",
  },
  restrictPolicy: {
    kind: "policy",
    default: "restrict-buckets",
    meaning: "inline policy of both roles",
  },
  stackSet: {
    kind: "stackSet",
    default: "security-auto-members",
    meaning: "stack set that makes the member stacks",
  },
} as const satisfies Readonly<Record<string, NameEntry>>;

export type NamedThing = keyof typeof NAMES;

/** A name for each thing. */
export type Names = Readonly<Record<NamedThing, string>>;

const table: Readonly<Record<NamedThing, NameEntry>> = NAMES;

export const namesSchema = z.strictObject({
  suffix: z
    .string()
    .regex(
      new RegExp(`^[A-Za-z0-9_-]{0,${LONGEST_SUFFIX}}$`),
      `a suffix is at most ${LONGEST_SUFFIX} letters, digits, and _-`,
    )
    .default("")
    .describe(
      'Appended to every default name, e.g. "-staging"; names given explicitly are taken as they are.',
    ),
  ...each(table, nameSchema),
});

/** The names an environment ends up with: as given, or the default with the suffix. */
export function resolveNames(given: z.output<typeof namesSchema>): Names {
  return each(table, (entry, thing) => given[thing] ?? entry.default + given.suffix);
}
