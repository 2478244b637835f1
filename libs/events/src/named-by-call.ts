import type { CloudTrailDetail } from "./cloudtrail-detail";
import { textsAt } from "./request-parameter";
import { bucketIn, bucketInArn, decodedArn, HIDDEN, scopeOfArn } from "./resource-arn";
import type { S3AccessCallFacts } from "./s3-access-calls";
import type { S3ResourceScope } from "./s3-change";

/** What a call is about. */
export type NamedByCall =
  | { readonly kind: "account" }
  | { readonly kind: "bucket"; readonly bucket: string }
  /** Something else that access can be given to. */
  | {
      readonly kind: "resource";
      readonly scope: S3ResourceScope;
      /** A name, an id or an ARN. Absent where the call names none. */
      readonly subject?: string;
      readonly bucket?: string;
    }
  /** A resource that nobody is given access to. */
  | { readonly kind: "other resource"; readonly arn: string }
  /** No bucket, in a call that should name one; and where one looked. */
  | { readonly kind: "none"; readonly path: string; readonly hidden: boolean };

/** What a call is about: from its own parameters, else from the list of resources concerned. */
export function namedByCall(facts: S3AccessCallFacts, detail: CloudTrailDetail): NamedByCall {
  const { scope, namedBy } = facts;
  if (scope === "account") return { kind: "account" };
  const byTag = namedBy.includes("resourceArn");
  const named = subjectOf(facts, detail) ?? "";
  const scopeInArn = scopeOfArn(named);
  if (scopeInArn !== undefined && isResource(scopeInArn) && (byTag || scope === "bucket"))
    return { kind: "resource", scope: scopeInArn, subject: named };
  // A text that is no ARN is no other resource: it is not known what it names.
  if (byTag && named.startsWith("arn:") && bucketInArn(named) === undefined)
    return { kind: "other resource", arn: named };
  if (isResource(scope)) return resourceOf(scope, facts, detail);
  const bucket = bucketOf(byTag ? bucketInArn(named) : named, detail);
  return bucket === undefined
    ? { kind: "none", path: `detail.requestParameters.${namedBy.join(" or ")}`, hidden: named === HIDDEN }
    : { kind: "bucket", bucket };
}

/** The name that the request parameters give, whole: `undefined` where they give none. */
function subjectOf(
  { namedBy }: S3AccessCallFacts,
  { requestParameters }: CloudTrailDetail,
): string | undefined {
  const parts = namedBy.map((path) => textsAt(requestParameters, path).map(decodedArn).join(", "));
  const subject = parts.filter((part) => part !== "").join("/");
  return subject === "" ? undefined : subject;
}

function resourceOf(scope: S3ResourceScope, facts: S3AccessCallFacts, detail: CloudTrailDetail): NamedByCall {
  const { bucketNamedBy } = facts;
  const subject = subjectOf(facts, detail);
  const buckets = bucketNamedBy === undefined ? [] : textsAt(detail.requestParameters, bucketNamedBy);
  // Of several buckets none is the one.
  const bucket = buckets.length > 1 ? undefined : bucketOf(buckets[0], detail);
  return {
    kind: "resource",
    scope,
    ...(subject !== undefined && subject !== HIDDEN && { subject }),
    ...(bucket !== undefined && { bucket }),
  };
}

/** The bucket that a parameter names, else the first of the resources concerned. */
function bucketOf(named: string | undefined, { resources = [] }: CloudTrailDetail): string | undefined {
  return [
    named === undefined ? undefined : bucketIn(named),
    ...resources.map((resource) => bucketInArn(resource?.ARN)),
  ].find((bucket) => bucket !== undefined);
}

function isResource(scope: S3AccessCallFacts["scope"]): scope is S3ResourceScope {
  return scope !== "bucket" && scope !== "account";
}
