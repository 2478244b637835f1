import { isDeepStrictEqual } from "node:util";
import type { PutFacet } from "@security-auto/events";
import {
  absent,
  type BucketFacts,
  type Facet,
  parseBucketPolicy,
  present,
  readGrantee,
  valueOf,
} from "@security-auto/s3-exposure";

/**
 * The bucket as a call left it: what the call put, and all else as it was read. The same facts where what was read says the same as what
 * was put; `undefined` where it could not be read: nothing is known to have changed since.
 */
export function factsAsPut(facts: BucketFacts, put: PutFacet): BucketFacts | undefined {
  const { facets } = facts;
  const read: Facet<unknown> = facets[put.facet];
  if (read.state !== "present" && read.state !== "absent") return undefined;
  const then = facetPut(facts, put);
  return isDeepStrictEqual(read, then[put.facet]) ? facts : { ...facts, facets: { ...facets, ...then } };
}

function facetPut({ facets }: BucketFacts, put: PutFacet): Partial<BucketFacts["facets"]> {
  switch (put.facet) {
    case "policy": {
      const policy = put.value === null ? absent : present(parseBucketPolicy(put.value));
      // AWS's own answer is about the policy that was read.
      return { policy, policyStatus: undefined };
    }
    case "acl": {
      const { owner = valueOf(facets.acl)?.owner } = put.value;
      const grants = put.value.grants.map(({ grantee, permission }) => ({
        grantee: readGrantee(grantee, owner),
        permission,
      }));
      return { acl: present({ owner, grants }) };
    }
    case "publicAccessBlock":
      return { publicAccessBlock: put.value === null ? absent : present(put.value) };
  }
}
