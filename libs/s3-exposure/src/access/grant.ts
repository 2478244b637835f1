import { disjoint, includes } from "@security-auto/iam-policy";
import type { Statement } from "../policy/statement";
import type { Patterns } from "../policy/patterns";
import { isBucketAction, isObjectAction } from "./action-level";
import type { BucketContext } from "./bucket-context";
import { comparisonSteps } from "./steps";

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

/** The grants of an Allow that the same Denies cover. */
export interface GrantGroup {
  /** One of them, or the only one where they are distinguished. */
  readonly grant: Grant;
  /** All of them that differ in what a Deny may take of them. */
  readonly grants: readonly Grant[];
  /** The places in the list of Denies of those that cover them. */
  readonly coveredBy: ReadonlySet<number>;
}

interface Part<T> {
  readonly value: T;
  /** Whether each Deny covers it. */
  readonly covered: readonly boolean[];
}

/**
 * Splits an Allow into its grants, those together that the same Denies cover; those that give nothing (an object's action on the
 * bucket) are left out. Each action and each resource is held against each Deny once, not each pair of them.
 */
export function groupGrants(
  { actions, resources }: Pick<Statement, "actions" | "resources">,
  denies: readonly Statement[],
  { bucketArn, steps }: Pick<BucketContext, "bucketArn" | "steps">,
  tellGrantsApart: boolean,
): readonly GrantGroup[] {
  const targets = resources.except
    ? [bucketArn, `${bucketArn}/*`].filter(
        (target) => !resources.patterns.some((left) => includes(left, target)),
      )
    : [...new Set(resources.patterns.flatMap((pattern) => targetsOf(pattern, bucketArn)))];
  const given: readonly Omit<Grant, "resource">[] = actions.except
    ? actions.patterns.some((left) => includes(left, S3_ACTIONS))
      ? []
      : [{ action: S3_ACTIONS, butNot: actions.patterns }]
    : [...new Set(actions.patterns.map(narrowed))].map((action) => ({ action }));
  const parts = <T>(
    values: readonly T[],
    levelOf: (value: T) => string,
    covers: (value: T, deny: Statement) => boolean,
  ) => {
    const found = new Map<string, Part<T>>();
    for (const value of values) {
      const covered = denies.map((deny) => !steps.spent && covers(value, deny));
      const key = `${levelOf(value)} ${covered.map(Number).join("")}`;
      if (!found.has(key)) found.set(key, { value, covered });
    }
    return [...found.values()];
  };
  const actionParts = parts(
    given,
    ({ action }) =>
      tellGrantsApart
        ? action
        : `${isObjectAction(action) ? "object" : ""}${isBucketAction(action) ? "bucket" : ""}`,
    (each, deny) => {
      const { patterns } = deny.actions;
      const compared = deny.actions.except ? [each.action, ...(each.butNot ?? [])] : [each.action];
      steps.take(1 + comparisonSteps(patterns, compared));
      return !steps.spent && coversActions(deny.actions, each);
    },
  );
  const targetParts = parts(
    targets,
    (target) =>
      tellGrantsApart
        ? target
        : target === bucketArn
          ? "bucket"
          : target.startsWith(`${bucketArn}/`)
            ? "object"
            : "any",
    (target, deny) => {
      const wholes = [bucketArn, `${bucketArn}/*`];
      steps.take(1 + comparisonSteps(deny.resources.patterns, [target, ...wholes]));
      if (steps.spent) return false;
      // Of a resource that is wider than the bucket only the bucket and its objects count.
      return (
        coversResource(deny.resources, target) ||
        wholes.every((whole) => coversResource(deny.resources, whole))
      );
    },
  );
  const groups = new Map<string, GrantGroup & { readonly grants: Grant[] }>();
  const add = (one: Part<Omit<Grant, "resource">>, other: Part<string>): void => {
    steps.take(1);
    const coveredBy = new Set(
      denies.flatMap((_, index) => (one.covered[index] && other.covered[index] ? [index] : [])),
    );
    const key = `${tellGrantsApart ? `${one.value.action} ${other.value}` : ""} ${[...coveredBy].join()}`;
    const grant = { ...one.value, resource: other.value };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { grant, grants: [grant], coveredBy });
    else group.grants.push(grant);
  };
  const pairs = actionParts.flatMap((one) => targetParts.map((other) => [one, other] as const));
  const real = pairs.filter(([one, other]) =>
    givesSomething({ ...one.value, resource: other.value }, bucketArn),
  );
  // S3 stores no statement whose actions fit none of its resources. Should there be one, it counts as it is written.
  for (const [one, other] of real.length > 0 ? real : pairs) {
    if (steps.spent) break;
    add(one, other);
  }
  return [...groups.values()];
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

/** Whether S3 has such an action on such a resource, by its level. */
export function givesSomething({ action, resource }: Grant, bucketArn: string): boolean {
  if (resource === bucketArn) return !isObjectAction(action);
  return !(resource.startsWith(`${bucketArn}/`) && isBucketAction(action));
}

function coversActions({ except, patterns }: Patterns, { action, butNot }: Omit<Grant, "resource">): boolean {
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
