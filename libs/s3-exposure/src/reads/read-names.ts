import type { FacetName } from "../bucket-facts";
import {
  type AccessPointRead,
  isFacetName,
  type ReadAction,
  READS,
  READS_OF_ACCESS_POINTS,
} from "./read-actions";

/** What a read is for, and the permission it needs. */
type NamedRead =
  | { readonly facet: FacetName; readonly action: ReadAction }
  | { readonly ofAccessPoints: AccessPointRead; readonly action: ReadAction };

const NAMED = new Map<string, NamedRead>();
for (const [facet, { operation, action }] of Object.entries(READS))
  for (const name of [operation, action.slice("s3:".length)])
    // The bucket comes first: GetPublicAccessBlock is its read, and the account's goes by IAM's name alone.
    if (isFacetName(facet) && !NAMED.has(name)) NAMED.set(name, { facet, action });
for (const [part, { operation, action }] of Object.entries(READS_OF_ACCESS_POINTS))
  if (isOfAccessPoints(part)) NAMED.set(operation, { ofAccessPoints: part, action });

/** All names of reads that can be said to be denied: by the API, and where it differs by IAM. */
export const READ_NAMES: readonly string[] = [...NAMED.keys()];

/** The read of a name in the API or in IAM, with or without `s3:`. */
function readNamed(name: string): NamedRead | undefined {
  return NAMED.get(name.startsWith("s3:") ? name.slice("s3:".length) : name);
}

/** The facet a read is for. */
export function facetOfRead(name: string): FacetName | undefined {
  const read = readNamed(name);
  return read !== undefined && "facet" in read ? read.facet : undefined;
}

/** What of access points a read is for. */
export function accessPointRead(name: string): AccessPointRead | undefined {
  const read = readNamed(name);
  return read !== undefined && "ofAccessPoints" in read ? read.ofAccessPoints : undefined;
}

/** The permission that a read needs. */
export function actionOfRead(name: string): ReadAction | undefined {
  return readNamed(name)?.action;
}

function isOfAccessPoints(name: string): name is AccessPointRead {
  return Object.hasOwn(READS_OF_ACCESS_POINTS, name);
}
