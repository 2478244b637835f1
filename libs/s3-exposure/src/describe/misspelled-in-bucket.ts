import { type Misspelled, misspelledKey } from "../spelling/misspelled";
import { ACCESS_POINT_KEYS } from "./access-point-input";
import { aclSchema, GRANTEE_KEYS } from "./acl-input";
import { blockSchema } from "./block-input";
import { bucketInputSchema, organizationSchema } from "./bucket-input";

const KEYS = Object.keys(bucketInputSchema.shape);

/** The keys of what stands under a key. */
const KEYS_UNDER = {
  acl: Object.keys(aclSchema.shape),
  publicAccessBlock: Object.keys(blockSchema.shape),
  accountPublicAccessBlock: Object.keys(blockSchema.shape),
  organization: Object.keys(organizationSchema.shape),
} as const satisfies Partial<Record<keyof typeof bucketInputSchema.shape, readonly string[]>>;

/**
 * The first key of a described bucket that is nearly a known one: passed over, it would make an open bucket look closed. Other
 * keys that are not known say nothing about who can access it.
 */
export function misspelledInBucket(bucket: unknown): Misspelled | undefined {
  if (!isObject(bucket)) return undefined;
  const own = misspelledKey(bucket, KEYS);
  if (own !== undefined) return own;
  for (const [key, keys] of Object.entries(KEYS_UNDER)) {
    const under = bucket[key];
    const found = isObject(under) ? misspelledKey(under, keys) : undefined;
    if (found !== undefined) return below(found, key);
  }
  const accessPoints = misspelledInAccessPoints(bucket["accessPoints"]);
  if (accessPoints !== undefined) return below(accessPoints, "accessPoints");
  const grants = misspelledInGrants(bucket["acl"]);
  return grants === undefined ? undefined : below(grants, "acl");
}

function misspelledInAccessPoints(accessPoints: unknown): Misspelled | undefined {
  if (!Array.isArray(accessPoints)) return undefined;
  for (const [index, each] of accessPoints.entries()) {
    const found = isObject(each) ? misspelledKey(each, ACCESS_POINT_KEYS) : undefined;
    if (found !== undefined) return below(found, String(index));
  }
  return undefined;
}

/** In the grantees of an ACL: a grantee whose name is passed over may be everyone. The keys of a grant itself have to be there. */
function misspelledInGrants(acl: unknown): Misspelled | undefined {
  if (!isObject(acl)) return undefined;
  for (const key of ["grants", "Grants"]) {
    const grants = acl[key];
    if (!Array.isArray(grants)) continue;
    for (const [index, grant] of grants.entries()) {
      const found = misspelledInGrantee(grant);
      if (found !== undefined) return below(found, key, String(index));
    }
  }
  return undefined;
}

function misspelledInGrantee(grant: unknown): Misspelled | undefined {
  if (!isObject(grant)) return undefined;
  for (const key of ["grantee", "Grantee"]) {
    const grantee = grant[key];
    const found = isObject(grantee) ? misspelledKey(grantee, GRANTEE_KEYS) : undefined;
    if (found !== undefined) return below(found, key);
  }
  return undefined;
}

const below = (found: Misspelled, ...path: readonly string[]): Misspelled => ({
  ...found,
  path: [...path, ...found.path],
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
