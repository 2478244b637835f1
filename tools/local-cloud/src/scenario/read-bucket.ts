import {
  actionOfRead,
  type BucketFacts,
  describeBucket,
  READ_NAMES,
  valueOf,
} from "@security-auto/s3-exposure";
import { isOwnership } from "../s3/bucket/bucket";
import { readAccessPoints } from "./read-access-points";
import { grantOf } from "./read-acl";
import type { Place } from "./place";
import { policyText } from "./read-values";
import type { ScenarioBucket } from "./scenario";

/** Reads a bucket of a scenario: it is described as for `assess`, and read by the same reader. */
export function readBucket(bucket: Place): ScenarioBucket {
  const { name, accountId, region, facets } = described(bucket);
  const policy = bucket.get("policy");
  const accessPoints = bucket.get("accessPoints");
  const acl = valueOf(facets.acl);
  const tags = valueOf(facets.tags);
  const block = valueOf(facets.publicAccessBlock);
  const ownership = valueOf(facets.ownership);
  const status = facets.policyStatus === undefined ? undefined : valueOf(facets.policyStatus);
  return {
    name,
    account: accountId ?? bucket.need("account").accountId(),
    ...(region !== undefined && { region }),
    ...(tags !== undefined && { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
    ...(policy !== undefined && { policy: policyText(policy) }),
    ...(status !== undefined && { policyIsPublic: status.isPublic }),
    ...(acl !== undefined && {
      acl: { ...(acl.owner !== undefined && { owner: acl.owner }), grants: acl.grants.map(grantOf) },
    }),
    ...(block !== undefined && { publicAccessBlock: block }),
    ...(ownership !== undefined && isOwnership(ownership) && { ownership }),
    ...accessPointsOf(accessPoints, facets.accessPoints),
    refused: [
      ...(bucket.get("denied")?.list() ?? []).map(refusedAction),
      // Left out, access points are not known to `assess` either; an empty list says that there are none.
      ...(accessPoints === undefined ? ["s3:ListAccessPoints"] : []),
    ],
  };
}

function accessPointsOf(
  written: Place | undefined,
  read: BucketFacts["facets"]["accessPoints"],
): Pick<ScenarioBucket, "accessPoints"> {
  const points = read === undefined ? undefined : valueOf(read);
  return written === undefined || points === undefined
    ? {}
    : { accessPoints: readAccessPoints(written, points) };
}

function refusedAction(read: Place): string {
  return actionOfRead(read.text()) ?? read.fail(`expected the name of a read: ${READ_NAMES.join(", ")}`);
}

/** What is refused is there all the same: `denied` is read apart from it. */
function described(bucket: Place): BucketFacts {
  const value = bucket.object();
  const read = describeBucket("denied" in value ? { ...value, denied: null } : value);
  if (read.success) return read.data;
  const [issue] = read.error;
  return issue === undefined
    ? bucket.fail("is no bucket")
    : issue.path.split(".").reduce(placeWithin, bucket).fail(issue.message);
}

function placeWithin(above: Place, key: string): Place {
  return (Array.isArray(above.value) ? above.list()[Number(key)] : undefined) ?? above.under(key);
}
