import { disjoint, includes } from "../policy/glob";
import type { Patterns } from "../policy/patterns";
import { isBucketAction, isObjectAction } from "./action-level";

/**
 * A part of what an Allow gives, small enough for one Deny to take it as a whole: one pattern of actions (or all but
 * some) on one pattern of resources.
 */
export interface Grant {
  readonly action: string;
  /** Set for a `NotAction`: these are left out of `action`. */
  readonly butNot?: readonly string[] | undefined;
  readonly resource: string;
}

const S3_ACTIONS = "s3:*";

/** Splits an Allow into its grants; those that give nothing (an object's action on the bucket) are left out. */
export function grantsOf(actions: Patterns, resources: Patterns, bucketArn: string): readonly Grant[] {
  const targets = resources.except
    ? [bucketArn, `${bucketArn}/*`]
    : [...new Set(resources.patterns.flatMap((pattern) => targetsOf(pattern, bucketArn)))];
  const grants = actions.except
    ? targets.map((resource) => ({ action: S3_ACTIONS, butNot: actions.patterns, resource }))
    : actions.patterns.map(narrowed).flatMap((action) => targets.map((resource) => ({ action, resource })));
  const real = grants.filter((grant) => givesSomething(grant, bucketArn));
  // S3 stores no statement whose actions fit none of its resources. Should there be one, it counts as it is written.
  return real.length > 0 ? real : grants;
}

// A bucket's policy gives and takes actions of S3 only.
function narrowed(action: string): string {
  return includes(action, S3_ACTIONS) ? S3_ACTIONS : action;
}

// In a bucket's policy a wider resource means the bucket and its objects.
function targetsOf(pattern: string, bucketArn: string): readonly string[] {
  const objects = `${bucketArn}/*`;
  if (!includes(pattern, objects)) return [pattern];
  return includes(pattern, bucketArn) ? [bucketArn, objects] : [objects];
}

function givesSomething({ action, resource }: Grant, bucketArn: string): boolean {
  if (resource === bucketArn) return !isObjectAction(action);
  return !(resource.startsWith(`${bucketArn}/`) && isBucketAction(action));
}

/** Whether a Deny's actions and resources take a grant as a whole. */
export function covers(actions: Patterns, resources: Patterns, grant: Grant): boolean {
  return coversActions(actions, grant) && coversResource(resources, grant.resource);
}

function coversActions({ except, patterns }: Patterns, { action, butNot }: Grant): boolean {
  if (!except) return patterns.some((pattern) => includes(pattern, action));
  return patterns.every(
    (left) => disjoint(left, action) || (butNot?.some((pattern) => includes(pattern, left)) ?? false),
  );
}

function coversResource({ except, patterns }: Patterns, resource: string): boolean {
  return except
    ? patterns.every((left) => disjoint(left, resource))
    : patterns.some((pattern) => includes(pattern, resource));
}
