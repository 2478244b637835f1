import { disjoint, includes } from "@security-auto/iam-policy";
import type { AccessPoint } from "../bucket-facts";
import { valueOf, whyUnread } from "../facet";
import type { BucketPolicy } from "../policy/bucket-policy";
import type { Patterns } from "../policy/patterns";
import { accessPointArn, type BucketContext } from "./bucket-context";
import type { CallerVariant, RoutePoint, Way } from "./caller";
import { type Grant, givesSomething } from "./grant";
import { both, either, type Outcome } from "./outcome";
import { allowTakes, denyTakes } from "./request";
import { comparisonSteps } from "./steps";

/** Whether S3 cuts off what a public policy opens: here, for the bucket and its account. */
export type Restricted = "on" | "off" | "unknown";

/**
 * Whether a request that the bucket's policy allows gets through the access point it comes by: beyond the bucket owner's
 * account, the access point's own policy has to allow it too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function passes(
  grant: Grant,
  caller: CallerVariant,
  way: Way,
  restricted: Restricted,
  context: BucketContext,
): Outcome {
  const { route } = way;
  if (route.kind === "direct") return "yes";
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
    return isOwner && caller.kind === "signed in" ? "yes" : owner.kind === "unnamed" ? "no" : "maybe";
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
): Outcome {
  if (whyUnread(point.policy) !== undefined) return "maybe";
  const policy = valueOf(point.policy);
  if (policy === undefined) return "no";
  const allowed = allowedBy(policy, point, grant, caller, way, context);
  if (allowed === "no") return "no";
  const { isPublic } = point.flag;
  if (isPublic === false) return allowed;
  const block = valueOf(point.publicAccessBlock)?.restrictPublicBuckets;
  if (restricted === "on" || block === true) return isPublic === true ? "no" : "maybe";
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
): Outcome {
  const arn =
    accessPointArn(point, context) ??
    `arn:${context.partition}:s3:*:${point.accountId ?? "*"}:accesspoint/${point.name}`;
  const target = throughPoint(arn, grant.resource, context.bucketArn);
  let outcome: Outcome = unreadable.some(({ mayAllow }) => mayAllow) ? "maybe" : "no";
  for (const allow of allows) {
    const { outcome: taken } = allowTakes(allow, caller, way, context);
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
    const together = actions === "yes" && resources === "yes";
    outcome = either(outcome, both(taken, together ? "yes" : "maybe"));
  }
  for (const deny of denies) {
    if (outcome === "no") return outcome;
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
    outcome = both(outcome, "maybe");
  }
  return unreadable.some(({ mayDeny }) => mayDeny) ? both(outcome, "maybe") : outcome;
}

/** What a resource of the bucket's policy is called in an access point's: the access point itself, or its objects. */
function throughPoint(arn: string, resource: string, bucketArn: string): string {
  if (resource === bucketArn) return arn;
  const objects = `${bucketArn}/`;
  return `${arn}/object/${resource.startsWith(objects) ? resource.slice(objects.length) : "*"}`;
}

/** Whether something fits a pattern of a statement and another pattern: surely where one of them is within the other. */
function overlap(
  { except, patterns }: Patterns,
  other: string,
  counts: (pattern: string) => boolean = () => true,
): Outcome {
  if (except) return "maybe";
  const fitting = patterns.filter((pattern) => counts(pattern) && !disjoint(pattern, other));
  if (fitting.length === 0) return "no";
  return fitting.some((pattern) => includes(pattern, other) || includes(other, pattern)) ? "yes" : "maybe";
}
