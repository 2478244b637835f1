import { type PutAcl, putAclIn } from "./put-acl";
import { isObject, nodesAt } from "./request-parameter";
import type { S3BucketAccessCall } from "./s3-access-calls";

/** The four settings of a public access block. */
export interface PutBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** What a call put in place of a part of a bucket's configuration; `null` where it deleted that. */
export type PutFacet =
  /** The policy's document. */
  | { readonly facet: "policy"; readonly value: object | null }
  | { readonly facet: "acl"; readonly value: PutAcl }
  | { readonly facet: "publicAccessBlock"; readonly value: PutBlock | null };

/**
 * What a call put, as its request parameters have it. `undefined` for a call that puts none of these, and where the parameters are
 * missing, were left out as too large, or are not understood.
 */
export function putFacetOf(call: S3BucketAccessCall, parameters: unknown): PutFacet | undefined {
  switch (call) {
    case "PutBucketPolicy": {
      const [value, ...others] = nodesAt(parameters, "bucketPolicy");
      return isObject(value) && others.length === 0 ? { facet: "policy", value } : undefined;
    }
    case "DeleteBucketPolicy":
      return { facet: "policy", value: null };
    case "PutBucketAcl":
    case "CreateBucket": {
      const value = putAclIn(parameters);
      return value && { facet: "acl", value };
    }
    case "PutBucketPublicAccessBlock": {
      const value = blockIn(parameters);
      return value && { facet: "publicAccessBlock", value };
    }
    case "DeleteBucketPublicAccessBlock":
      return { facet: "publicAccessBlock", value: null };
    default:
      return undefined;
  }
}

function blockIn(parameters: unknown): PutBlock | undefined {
  const [settings, ...others] = nodesAt(parameters, "PublicAccessBlockConfiguration");
  if (others.length > 0 || !(isObject(settings) || settings === "")) return undefined;
  const [blockPublicAcls, ignorePublicAcls, blockPublicPolicy, restrictPublicBuckets] = [
    "BlockPublicAcls",
    "IgnorePublicAcls",
    "BlockPublicPolicy",
    "RestrictPublicBuckets",
  ].map((name) => flagIn(settings, name));
  return blockPublicAcls === undefined ||
    ignorePublicAcls === undefined ||
    blockPublicPolicy === undefined ||
    restrictPublicBuckets === undefined
    ? undefined
    : { blockPublicAcls, ignorePublicAcls, blockPublicPolicy, restrictPublicBuckets };
}

/** A setting that a call leaves out is off. */
function flagIn(settings: unknown, name: string): boolean | undefined {
  const [flag = false, ...others] = nodesAt(settings, name);
  const text = typeof flag === "boolean" || typeof flag === "string" ? String(flag).toLowerCase() : "";
  return others.length === 0 && ["true", "false"].includes(text) ? text === "true" : undefined;
}
