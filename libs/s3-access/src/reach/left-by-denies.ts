import { includes } from "@security-auto/iam-policy";
import type { Statement } from "../policy/bucket-policy";
import type { Patterns } from "../policy/patterns";
import type { BucketContext } from "./bucket-context";
import { type Grant, givesSomething } from "./grant";
import { comparisonSteps } from "./steps";

/** Calls of each kind, to look for one that no Deny takes. */
const ACTIONS = [
  "s3:getobject",
  "s3:putobject",
  "s3:deleteobject",
  "s3:getobjectacl",
  "s3:putobjectacl",
  "s3:getobjecttagging",
  "s3:abortmultipartupload",
  "s3:listbucket",
  "s3:getbucketacl",
  "s3:getbucketpolicy",
  "s3:putbucketpolicy",
];

/** How many actions, and how many resources, are tried. */
const MOST_TRIED = 40;

/**
 * Whether Denies, each of which takes a part of a grant only, are sure to leave something of it together: one of them does, and
 * of several there has to be a call that none of them takes.
 */
export function isLeftByDenies(
  grant: Grant,
  denies: readonly Statement[],
  { bucketArn, steps }: Pick<BucketContext, "bucketArn" | "steps">,
): boolean {
  if (denies.length < 2) return true;
  const actionPatterns = denies.flatMap(({ actions }) => actions.patterns);
  const resourcePatterns = denies.flatMap(({ resources }) => resources.patterns);
  const actions = [
    grant.action,
    example(grant.action),
    ...ACTIONS,
    ...actionPatterns.slice(0, MOST_TRIED).map(example),
  ].filter(
    (action) => isOne(action) && includes(grant.action, action) && !fitsOne(grant.butNot ?? [], action),
  );
  const resources = [
    grant.resource,
    bucketArn,
    `${bucketArn}/none-that-is-named`,
    example(grant.resource),
    ...resourcePatterns.slice(0, MOST_TRIED).map(example),
  ].filter((resource) => isOne(resource) && includes(grant.resource, resource));
  steps.take(
    comparisonSteps([grant.action, ...(grant.butNot ?? []), ...actionPatterns], actions) +
      comparisonSteps([grant.resource, ...resourcePatterns], resources),
  );
  if (steps.spent) return false;
  const takenActions = actions.map((action) => takenBy(denies, (deny) => takes(deny.actions, action)));
  const takenResources = resources.map((resource) =>
    takenBy(denies, (deny) => takes(deny.resources, resource)),
  );
  return actions.some((action, one) =>
    resources.some((resource, other) => {
      steps.take(denies.length);
      if (!givesSomething({ action, resource }, bucketArn)) return false;
      return denies.every(
        (deny) => takenActions[one]?.has(deny) !== true || takenResources[other]?.has(deny) !== true,
      );
    }),
  );
}

const takenBy = (
  denies: readonly Statement[],
  isTaken: (deny: Statement) => boolean,
): ReadonlySet<Statement> => new Set(denies.filter(isTaken));
const example = (pattern: string): string => pattern.replaceAll("?", "x").replaceAll("*", "x");
const isOne = (text: string): boolean => !/[*?]/.test(text);
const fitsOne = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => includes(pattern, text));
const takes = ({ except, patterns }: Patterns, text: string): boolean => fitsOne(patterns, text) !== except;
