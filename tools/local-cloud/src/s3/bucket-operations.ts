import type { BucketOperation } from "./bucket/operation";
import { getAcl, putAcl } from "./operations/acl";
import { deleteBucket, headBucket } from "./operations/bucket-itself";
import { getLocation } from "./operations/location";
import {
  deleteOwnershipControls,
  getOwnershipControls,
  putOwnershipControls,
} from "./operations/ownership-controls";
import { deletePolicy, getPolicy, putPolicy } from "./operations/policy";
import { getPolicyStatus } from "./operations/policy-status";
import {
  deletePublicAccessBlock,
  getPublicAccessBlock,
  putPublicAccessBlock,
} from "./operations/public-access-block";
import { deleteTagging, getTagging, putTagging } from "./operations/tagging";

type Methods = Readonly<Partial<Record<string, BucketOperation>>>;

/** The parts of a bucket's configuration, by the query parameter that names them. */
const SUBRESOURCES: ReadonlyMap<string, Methods> = new Map<string, Methods>([
  ["policy", { GET: getPolicy, PUT: putPolicy, DELETE: deletePolicy }],
  ["policyStatus", { GET: getPolicyStatus }],
  ["acl", { GET: getAcl, PUT: putAcl }],
  ["tagging", { GET: getTagging, PUT: putTagging, DELETE: deleteTagging }],
  [
    "publicAccessBlock",
    { GET: getPublicAccessBlock, PUT: putPublicAccessBlock, DELETE: deletePublicAccessBlock },
  ],
  [
    "ownershipControls",
    { GET: getOwnershipControls, PUT: putOwnershipControls, DELETE: deleteOwnershipControls },
  ],
  ["location", { GET: getLocation }],
]);

const ITSELF: Methods = { HEAD: headBucket, DELETE: deleteBucket };

export interface FoundOperation {
  readonly operation: BucketOperation;
  /** Absent for a call on the bucket itself. */
  readonly subresource?: string;
}

/** Parameters that every request may have; any other names a part of S3 that is not here. */
const OF_EVERY_REQUEST = /^(?:x-id|x-amz-.*)$/i;

/** The operation that a method and a query name, or `undefined` when it is not known here. */
export function bucketOperation(method: string, query: URLSearchParams): FoundOperation | undefined {
  const [subresource, ...others] = [...query.keys()].filter((name) => !OF_EVERY_REQUEST.test(name));
  if (others.length > 0) return undefined;
  const operation = subresource === undefined ? ITSELF[method] : SUBRESOURCES.get(subresource)?.[method];
  if (operation === undefined) return undefined;
  return { operation, ...(subresource !== undefined && { subresource }) };
}
