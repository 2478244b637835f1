import type { Statement } from "../policy/bucket-policy";
import { disjoint, includes } from "../policy/glob";
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

/** How many names of objects are tried. */
const MOST_NAMES = 40;

/**
 * Whether Denies, each of which takes a part of a grant only, are sure to leave something of it together: one of them does, and
 * of several there has to be a call that none of them takes.
 */
export function isLeftByDenies(
  grant: Grant,
  denies: readonly Statement[],
  { bucketArn, steps }: Pick<BucketContext, "bucketArn" | "steps">,
): boolean {
  steps.take(compared(denies, grant.action, grant.resource));
  if (steps.spent) return false;
  const taking = denies.filter(
    ({ actions, resources }) =>
      actions.patterns.some((pattern) => actions.except || !disjoint(pattern, grant.action)) &&
      resources.patterns.some((pattern) => resources.except || !disjoint(pattern, grant.resource)),
  );
  if (taking.length < 2) return true;
  const patterns = taking.reduce((sum, deny) => sum + deny.actions.patterns.length, 0);
  steps.take(patterns * (1 + (grant.butNot?.length ?? 0)));
  const actions = [
    grant.action,
    ...ACTIONS,
    ...taking.flatMap((deny) => deny.actions.patterns.map(example)),
  ].filter(
    (action) => isOne(action) && includes(grant.action, action) && !fitsOne(grant.butNot ?? [], action),
  );
  const resources = [
    grant.resource,
    bucketArn,
    `${bucketArn}/none-that-is-named`,
    example(grant.resource),
    ...taking.flatMap((deny) => deny.resources.patterns.map(example)),
  ]
    .filter((resource) => isOne(resource) && includes(grant.resource, resource))
    .slice(0, MOST_NAMES);
  return actions.some((action) =>
    resources.some((resource) => {
      steps.take(compared(taking, action, resource));
      return (
        !steps.spent &&
        givesSomething({ action, resource }, bucketArn) &&
        !taking.some((deny) => takes(deny.actions, action) && takes(deny.resources, resource))
      );
    }),
  );
}

function compared(denies: readonly Statement[], action: string, resource: string): number {
  return denies.reduce(
    (sum, { actions, resources }) =>
      sum + comparisonSteps(actions.patterns, [action]) + comparisonSteps(resources.patterns, [resource]),
    0,
  );
}

const example = (pattern: string): string => pattern.replaceAll("?", "x").replaceAll("*", "x");
const isOne = (text: string): boolean => !/[*?]/.test(text);
const fitsOne = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => includes(pattern, text));
const takes = ({ except, patterns }: Patterns, text: string): boolean => fitsOne(patterns, text) !== except;
