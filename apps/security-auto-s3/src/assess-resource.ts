import type { Assessment } from "@security-auto/assessment";
import type { S3ResourceChange, S3ResourceScope } from "@security-auto/events";
import { causedByChange } from "./cause";

const OF_ANOTHER_KIND = "has a policy of another kind, and is not judged";

/** Why a change is not judged, by what it changed. */
const NOT_JUDGED: Readonly<Record<S3ResourceScope, string>> = {
  "access point":
    "an access point gives access to one bucket; the event does not name it, and access points are judged with their bucket only",
  "Multi-Region Access Point":
    "a Multi-Region Access Point gives access to buckets in several regions, and is not judged",
  "Object Lambda Access Point":
    "an Object Lambda Access Point gives access to what a function makes of objects, and is not judged",
  "access grants": "S3 Access Grants give access beside the policies of buckets, and are not judged",
  copies: "replication copies data to where other policies decide who can access it; copies are not judged",
  "directory bucket": `a directory bucket ${OF_ANOTHER_KIND}`,
  "Outposts bucket": "a bucket on an Outpost is not judged",
  "table bucket": `a table bucket ${OF_ANOTHER_KIND}`,
  table: `a table ${OF_ANOTHER_KIND}`,
  "vector bucket": `a vector bucket ${OF_ANOTHER_KIND}`,
  "file system":
    "a file system gives access to a bucket by a role and a policy of its own, and is not judged",
  organization:
    "an organization policy can limit access to every bucket of the accounts under it; the buckets are not judged one by one",
};

/**
 * A change of something that is no general purpose bucket. Nothing is read: that access may have changed is all that is
 * known, and the verdict is never that it is in order.
 */
export function assessResource(change: S3ResourceChange, observedAt: Date): Assessment {
  const { accountId, region, scope, subject, bucket } = change;
  return {
    ...causedByChange(change),
    accountId,
    region,
    scope,
    subject: subject ?? null,
    bucket: bucket ?? null,
    observedAt: observedAt.toISOString(),
    isPublic: "unknown",
    objects: "unknown",
    exposure: { atLeast: "private", atMost: "public" },
    evidence: [{ source: scope, statement: null, grants: [], because: NOT_JUDGED[scope] }],
    invariants: [],
    findings: [],
    verdict: "unknown",
    facets: {},
  };
}
