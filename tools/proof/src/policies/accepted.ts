import {
  ACCESS_POINT_READS,
  ACCESS_READS,
  ACCOUNT_READS,
  type FunctionPermission,
  isResourceOf,
  permissionBehind,
} from "@security-auto/policies";
import { WRITE_ACTIONS } from "@security-auto/s3-remediation";
import type { Grant } from "./grant";
import type { HeldStatement, HolderKind } from "./held-statement";

/** A resource with a wildcard that a role has to have. */
export interface AcceptedBroad {
  readonly actions: readonly string[];
  /** Of the whole resource, as the policy has it. */
  readonly resource: RegExp;
  readonly reason: string;
  /** The roles that may have it, by their logical id. Default: any; with it, not every environment has one. */
  readonly roles?: RegExp;
}

const TRAIL_READS = ["cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"];

/**
 * Every resource with a wildcard that is accepted, in the policies of roles only, beside those that a function's permission in
 * `libs/policies/src/functions` gives a reason for. One that no grant has any more fails the proof, unless it is for certain roles, as does a
 * wildcard that is not here.
 */
export const ACCEPTED_BROAD: readonly AcceptedBroad[] = [
  {
    actions: ACCESS_READS,
    resource: /^\*$/,
    reason: "any bucket of the account may be changed, which one the event names; the account is a condition",
  },
  {
    actions: ACCOUNT_READS,
    resource: /^\*$/,
    reason: "the action has no resource type: it is about the whole account; the account is a condition",
  },
  {
    actions: ["s3:ListAllMyBuckets"],
    resource: /^\*$/,
    reason: "the action has no resource type: it lists the account's buckets; the account is a condition",
    roles: /^(?:SecurityAutoSweep|Read)Role/,
  },
  {
    actions: ACCESS_POINT_READS,
    resource: /^arn:[^:*?]+:s3:\*:\d{12}:accesspoint\/\*$/,
    reason: "any access point of the account, in the region of its bucket, which the event names",
  },
  {
    actions: WRITE_ACTIONS,
    resource: /^\*$/,
    reason:
      "any bucket of the account may violate an invariant; the account is a condition, and the function narrows each session to one bucket",
    roles: /^(?:Remediation)?RestrictRole/,
  },
  {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resource: /^arn:[^:*?]+:logs:[^:*?]+:\d{12}:log-group:[^:*?]+:\*$/,
    reason: "the streams of the function's own group: their names are Lambda's to choose",
  },
  {
    actions: ["sts:AssumeRole"],
    resource: /^arn:[^:*?]+:iam::\*:role\/[^*?]+$/,
    reason:
      "the role of one name in any account that joins the organization; the organization is a condition",
  },
  {
    actions: ["organizations:DescribeAccount"],
    resource: /^arn:[^:*?]+:organizations::\*:account\/o-[a-z0-9]+\/\*$/,
    reason: "any account that a policy names, asked of the organization whose id is in the ARN",
    roles: /^SecurityAutoS3Role/,
  },
  {
    actions: ["events:DescribeRule", "events:ListTargetsByRule"],
    resource: /^arn:[^:*?]+:events:\*:\d{12}:rule\/[^*?]+$/,
    reason: "the rule of one name in each region that is watched; the role is one for all regions",
    roles: /^ReadRole/,
  },
  {
    actions: ["sqs:GetQueueAttributes"],
    resource: /^arn:[^:*?]+:sqs:\*:\d{12}:[^*?]+$/,
    reason: "the queue of one name in each region that is watched; the role is one for all regions",
    roles: /^ReadRole/,
  },
  {
    actions: ["scheduler:GetSchedule"],
    resource: /^arn:[^:*?]+:scheduler:\*:\d{12}:schedule\/default\/[^*?]+$/,
    reason: "the schedule of one name in each region that is watched; the role is one for all regions",
    roles: /^ReadRole/,
  },
  {
    actions: ["cloudtrail:DescribeTrails"],
    resource: /^\*$/,
    reason: "the action has no resource type: it lists the trails of the caller's own account",
    roles: /^(?:ReadRole|SecurityAutoSweepRole)/,
  },
  {
    actions: TRAIL_READS,
    resource: /^arn:[^:*?]+:cloudtrail:\*:\*:trail\/\*$/,
    reason:
      "any trail may be the one that logs the calls, the organization's too, which is one of its management account",
    roles: /^(?:ReadRole|SecurityAutoSweepRole)/,
  },
];

/** A use in other circumstances that need not be refused. */
export interface AcceptedTest {
  readonly about: "source" | "namesake" | "place" | "bucket";
  /** On what the statement hangs that allows it; of the security account's own stacks, unless `inMembers` is there. */
  readonly on: HolderKind;
  readonly action: string;
  /** Who tries: a service, or `AWS` for a role of some account. */
  readonly by: string;
  readonly reason: string;
  /** Not every environment has it. */
  readonly bySwitch?: true;
  /** It is accepted of a member account too. */
  readonly inMembers?: true;
  /** The roles of which it is accepted, by their logical id. Default: any. */
  readonly roles?: RegExp;
}

/** Every negative access test that may be allowed. One that would be refused all the same fails the proof. */
export const ACCEPTED_TESTS: readonly AcceptedTest[] = [
  {
    about: "source",
    on: "trust",
    action: "sts:AssumeRole",
    by: "lambda.amazonaws.com",
    reason: "Lambda assumes a role only for a function of the role's account, made by who may pass the role",
  },
  {
    about: "namesake",
    on: "resource",
    action: "events:PutEvents",
    by: "AWS",
    reason: "a forwarding role has its region at the end of its name: the bus accepts whatever stands there",
  },
  {
    about: "place",
    on: "role",
    action: "organizations:DescribeAccount",
    by: "AWS",
    reason:
      "the ARN begins with the management account, which is not known; Organizations answers about the caller's own organization alone, whose id is in the ARN",
    bySwitch: true,
  },
  ...["cloudtrail:DescribeTrails", ...TRAIL_READS].map((action): AcceptedTest => ({
    about: "place",
    on: "role",
    action,
    by: "AWS",
    reason:
      "the organization's trail is one of its management account, which is not known; CloudTrail answers about trails that log the caller's own account alone",
    bySwitch: true,
    inMembers: true,
  })),
  ...["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"].map((action): AcceptedTest => ({
    about: "bucket",
    on: "role",
    action,
    by: "AWS",
    reason: "the function keeps what is known of any bucket: which one the event names",
    bySwitch: true,
    roles: /^SecurityAuto(?:Findings|Restrict)Role/,
  })),
];

/** What accepts that a test is allowed by this statement. */
export function acceptanceOfTest(
  { about, action, by }: { readonly about: string; readonly action: string; readonly by: string },
  { holder, place }: HeldStatement,
): AcceptedTest | undefined {
  return ACCEPTED_TESTS.find(
    (each) =>
      each.about === about &&
      each.action === action &&
      each.by === by &&
      each.on === holder.kind &&
      each.roles?.test(place.logicalId) !== false &&
      (place.template === "central" || each.inMembers === true),
  );
}

/** What accepts the grant's resource: of a function's permission, only that of the function that runs in the role. */
export function acceptanceOf(
  { held, action, resource = "" }: Grant,
  permissionOf: (logicalId: string) => FunctionPermission | undefined = permissionBehind,
): AcceptedBroad | FunctionPermission | undefined {
  if (held.holder.kind !== "role") return undefined;
  const broad = ACCEPTED_BROAD.find(
    (each) =>
      each.actions.includes(action) &&
      each.resource.test(resource) &&
      each.roles?.test(held.place.logicalId) !== false,
  );
  if (broad !== undefined || held.place.template !== "central") return broad;
  const permission = permissionOf(held.place.logicalId);
  return permission?.wildcardBecause !== undefined &&
    permission.actions.some((use) => use.action === action) &&
    isResourceOf(permission, resource)
    ? permission
    : undefined;
}
