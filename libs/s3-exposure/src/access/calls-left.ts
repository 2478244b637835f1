import { hasWildcard, includes } from "@security-auto/iam-policy";
import type { Statement } from "../policy/statement";
import type { Patterns } from "../policy/patterns";
import type { BucketContext } from "./bucket-context";
import { UNNAMED_TEXT } from "./domain";
import { type Grant, givesSomething } from "./grant";
import { comparisonSteps } from "./steps";

/** Calls that S3 has, some of each kind, to look for one that no Deny takes. */
export const CALLS = [
  "s3:getobject",
  "s3:putobject",
  "s3:deleteobject",
  "s3:listbucket",
  "s3:getobjectacl",
  "s3:putobjectacl",
  "s3:getobjecttagging",
  "s3:putobjecttagging",
  "s3:deleteobjecttagging",
  "s3:getobjectattributes",
  "s3:getobjectversion",
  "s3:getobjectversionacl",
  "s3:putobjectversionacl",
  "s3:getobjectversiontagging",
  "s3:putobjectversiontagging",
  "s3:deleteobjectversion",
  "s3:putobjectretention",
  "s3:putobjectlegalhold",
  "s3:abortmultipartupload",
  "s3:listmultipartuploadparts",
  "s3:restoreobject",
  "s3:listbucketversions",
  "s3:listbucketmultipartuploads",
  "s3:getbucketacl",
  "s3:putbucketacl",
  "s3:getbucketpolicy",
  "s3:putbucketpolicy",
  "s3:deletebucketpolicy",
  "s3:getbucketlocation",
  "s3:getbucketversioning",
  "s3:putbucketversioning",
  "s3:getbuckettagging",
  "s3:putbuckettagging",
  "s3:getlifecycleconfiguration",
  "s3:putlifecycleconfiguration",
  "s3:getreplicationconfiguration",
  "s3:putreplicationconfiguration",
  "s3:deletebucket",
];

/** How many resources, beside the usual ones, are tried. */
const MOST_TRIED = 40;

/** One call within a grant, and which of the Denies that take a part of the grant take it. */
export interface Call {
  readonly action: string;
  /** By their place in the list that was given. */
  readonly takenBy: readonly number[];
}

/** Calls that a grant gives, each with the Denies that take it; of several that the same Denies take, one for each action. */
export function callsOf(
  grant: Grant,
  denies: readonly Statement[],
  { bucketArn, steps }: Pick<BucketContext, "bucketArn" | "steps">,
): readonly Call[] {
  const actionPatterns = denies.flatMap(({ actions }) => actions.patterns);
  const resourcePatterns = denies.flatMap(({ resources }) => resources.patterns);
  const actions = [...new Set([...(!hasWildcard(grant.action) ? [grant.action] : []), ...CALLS])].filter(
    (action) => includes(grant.action, action) && !fitsOne(grant.butNot ?? [], action),
  );
  const resources = [
    ...new Set([
      grant.resource,
      bucketArn,
      `${bucketArn}/${UNNAMED_TEXT}`,
      example(grant.resource),
      ...resourcePatterns.slice(0, MOST_TRIED).map(example),
    ]),
  ].filter((resource) => !hasWildcard(resource) && includes(grant.resource, resource));
  steps.take(
    comparisonSteps([grant.action, ...(grant.butNot ?? []), ...actionPatterns], actions) +
      comparisonSteps([grant.resource, ...resourcePatterns], resources),
  );
  if (steps.spent) return [];
  const takenActions = actions.map((action) => denies.map((deny) => takes(deny.actions, action)));
  const takenResources = resources.map((resource) => denies.map((deny) => takes(deny.resources, resource)));
  const calls = new Map<string, Call>();
  actions.forEach((action, one) => {
    resources.forEach((resource, other) => {
      if (!givesSomething({ action, resource }, bucketArn)) return;
      steps.take(denies.length);
      const takenBy = denies.flatMap((_, index) =>
        takenActions[one]?.[index] === true && takenResources[other]?.[index] === true ? [index] : [],
      );
      const key = `${action} ${takenBy.join()}`;
      if (!calls.has(key)) calls.set(key, { action, takenBy });
    });
  });
  return [...calls.values()].sort((one, other) => one.takenBy.length - other.takenBy.length);
}

const example = (pattern: string): string => pattern.replaceAll("?", "x").replaceAll("*", "x");
const fitsOne = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => includes(pattern, text));
const takes = ({ except, patterns }: Patterns, text: string): boolean => fitsOne(patterns, text) !== except;
