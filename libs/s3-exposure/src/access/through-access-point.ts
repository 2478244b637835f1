import { disjoint, includes } from "@security-auto/iam-policy";
import type { AccessPoint } from "../bucket-facts";
import { valueOf, whyUnread } from "../facet";
import type { BucketPolicy } from "../policy/bucket-policy";
import type { Patterns } from "../policy/patterns";
import { accessPointArn, type BucketContext } from "./bucket-context";
import type { CallerVariant, RoutePoint, Way } from "./caller";
import type { Choice } from "./choices";
import { type Grant, givesSomething } from "./grant";
import { allowTakes, denyTakes } from "./request";
import { comparisonSteps } from "./steps";

/** Whether S3 cuts off what a public policy opens: here, for the bucket and its account. */
export type Restricted = "on" | "off" | "unknown";

/** How a request that the bucket's policy allows gets through: for certain where the caller makes these choices too. */
export interface Passage {
  readonly choices: readonly Choice[];
  /** What of the grant gets through; absent: all of it. */
  readonly grants?: readonly Grant[] | undefined;
}

/** The passages that are certain; `maybe` where there may be others, `no` where there are none. */
export type Passages = readonly Passage[] | "maybe" | "no";

const FREELY: Passages = [{ choices: [] }];

/**
 * Whether a request that the bucket's policy allows gets through the access point it comes by: beyond the bucket owner's
 * account, the access point's own policy has to allow it too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function passagesOf(
  grant: Grant,
  caller: CallerVariant,
  way: Way,
  restricted: Restricted,
  context: BucketContext,
): Passages {
  const { route } = way;
  if (route.kind === "direct") return FREELY;
  if (route.point === undefined) {
    if (route.own) return "maybe";
    // Whoever owns an access point writes its policy; who is nobody in particular makes one of his own.
    const { owner } = route;
    const isOwner =
      owner.kind === "unnamed" ||
      (owner.kind === "known" &&
        caller.kind === "signed in" &&
        caller.account.kind === "known" &&
        caller.account.id === owner.id);
    return isOwner && caller.kind === "signed in" ? FREELY : "maybe";
  }
  return throughPolicy(route.point, grant, caller, way, restricted, context);
}

/** Whether the block of public policies leaves what comes this way to a known set of callers. */
export function isLimitedByBlock({ route }: Way, restricted: Restricted): boolean {
  return (
    restricted === "on" &&
    route.kind === "access point" &&
    route.own &&
    route.point?.flag.mayOverlook !== true
  );
}

function throughPolicy(
  point: RoutePoint,
  grant: Grant,
  caller: CallerVariant,
  way: Way,
  restricted: Restricted,
  context: BucketContext,
): Passages {
  if (whyUnread(point.policy) !== undefined) return "maybe";
  const policy = valueOf(point.policy);
  if (policy === undefined) return "no";
  const allowed = allowedBy(policy, point, grant, caller, way, context);
  if (allowed === "no") return "no";
  const { isPublic, classified } = point.flag;
  const block = valueOf(point.publicAccessBlock)?.restrictPublicBuckets;
  const isOn = restricted === "on" || block === true;
  if (isPublic === false) return isOn && classified === true ? "maybe" : allowed;
  if (isOn) return isPublic === true ? "no" : "maybe";
  const isOff = restricted === "off" && whyUnread(point.publicAccessBlock) === undefined;
  return isOff ? allowed : "maybe";
}

function allowedBy(
  { allows, denies, unreadable }: BucketPolicy,
  point: AccessPoint,
  grant: Grant,
  caller: CallerVariant,
  way: Way,
  context: BucketContext,
): Passages {
  const arn =
    accessPointArn(point, context) ??
    `arn:${context.partition}:s3:*:${point.accountId ?? "*"}:accesspoint/${point.name}`;
  const target = throughPoint(arn, grant.resource, context.bucketArn);
  const certain: Passage[] = [];
  let isPossible = unreadable.some(({ mayAllow }) => mayAllow);
  for (const allow of allows) {
    const { outcome: taken, choices } = allowTakes(allow, caller, way, context);
    if (taken === "no") continue;
    context.steps.take(
      3 *
        (comparisonSteps(allow.actions.patterns, [grant.action]) +
          comparisonSteps(allow.resources.patterns, [target])),
    );
    if (context.steps.spent) return "maybe";
    const isOfLevel = (action: string): boolean =>
      givesSomething({ action, resource: grant.resource }, context.bucketArn);
    const actions = overlap(allow.actions, grant.action, isOfLevel);
    const resources = overlap(allow.resources, target);
    if (actions === "no" || resources === "no") continue;
    isPossible = true;
    if (taken === "maybe" || actions === "maybe" || resources === "maybe") continue;
    const passing = actions.flatMap((action) =>
      resources.flatMap((resource) =>
        partOf(grant, action, resource === target ? undefined : resource, context),
      ),
    );
    if (passing.length > 0) certain.push({ choices, grants: passing.includes(grant) ? undefined : passing });
  }
  if (!isPossible) return "no";
  let isCertain = !unreadable.some(({ mayDeny }) => mayDeny);
  for (const deny of denies) {
    const { outcome: taken } = denyTakes(deny, caller, way, context);
    if (taken === "no") continue;
    context.steps.take(
      comparisonSteps(deny.actions.patterns, [grant.action]) +
        comparisonSteps(deny.resources.patterns, [target]),
    );
    if (context.steps.spent) return "maybe";
    const covers =
      !deny.actions.except &&
      deny.actions.patterns.some((action) => includes(action, grant.action)) &&
      !deny.resources.except &&
      deny.resources.patterns.some((pattern) => includes(pattern, target));
    if (taken === "yes" && covers) return "no";
    isCertain = false;
  }
  return isCertain && certain.length > 0 ? certain : "maybe";
}

/** The part of a grant that an access point gives: all of it, or none where what is left of it is not certain. */
function partOf(
  grant: Grant,
  action: string,
  resource: string | undefined,
  { bucketArn }: BucketContext,
): readonly Grant[] {
  if (action === grant.action && resource === undefined) return [grant];
  if (action !== grant.action && grant.butNot?.some((left) => !disjoint(left, action))) return [];
  const [, object] = resource?.split(/\/object\/(.*)/s) ?? [];
  if (resource !== undefined && object === undefined) return [];
  return [{ ...grant, action, resource: object === undefined ? grant.resource : `${bucketArn}/${object}` }];
}

/** What a resource of the bucket's policy is called in an access point's: the access point itself, or its objects. */
function throughPoint(arn: string, resource: string, bucketArn: string): string {
  if (resource === bucketArn) return arn;
  const objects = `${bucketArn}/`;
  return `${arn}/object/${resource.startsWith(objects) ? resource.slice(objects.length) : "*"}`;
}

/** What fits a pattern of a statement and another pattern for certain: the narrower of the two. */
function overlap(
  { except, patterns }: Patterns,
  other: string,
  counts: (pattern: string) => boolean = () => true,
): readonly string[] | "maybe" | "no" {
  if (except) return "maybe";
  const fitting = patterns.filter((pattern) => counts(pattern) && !disjoint(pattern, other));
  if (fitting.length === 0) return "no";
  if (fitting.some((pattern) => includes(pattern, other))) return [other];
  const within = fitting.filter((pattern) => includes(other, pattern));
  return within.length > 0 ? within : "maybe";
}
