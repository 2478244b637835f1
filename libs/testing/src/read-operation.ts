/** The calls by which a bucket and its account are read, by the names of their APIs. */
export const READ_OPERATIONS = [
  "GetBucketAcl",
  "GetBucketPolicy",
  "GetBucketPolicyStatus",
  "GetBucketTagging",
  "GetBucketLocation",
  "GetPublicAccessBlock",
  "GetBucketOwnershipControls",
  "GetAccountPublicAccessBlock",
  "AssumeRole",
  "ListAccessPoints",
  "GetAccessPoint",
  "GetAccessPointPolicy",
  "GetAccessPointPolicyStatus",
] as const;

export type ReadOperation = (typeof READ_OPERATIONS)[number];

const BY_QUERY = {
  acl: "GetBucketAcl",
  policy: "GetBucketPolicy",
  policyStatus: "GetBucketPolicyStatus",
  tagging: "GetBucketTagging",
  location: "GetBucketLocation",
  publicAccessBlock: "GetPublicAccessBlock",
  ownershipControls: "GetBucketOwnershipControls",
} as const satisfies Readonly<Record<string, ReadOperation>>;

/** Of S3 Control, by what comes after its version. */
const BY_CONTROL_PATH: readonly (readonly [RegExp, ReadOperation])[] = [
  [/^configuration\/publicAccessBlock$/, "GetAccountPublicAccessBlock"],
  [/^accesspoint$/, "ListAccessPoints"],
  [/^accesspoint\/[^/]+$/, "GetAccessPoint"],
  [/^accesspoint\/[^/]+\/policy$/, "GetAccessPointPolicy"],
  [/^accesspoint\/[^/]+\/policyStatus$/, "GetAccessPointPolicyStatus"],
];

const CONTROL = "/v20180820/";

/**
 * Which read a request to S3, S3 Control or STS is; `undefined` for every other call.
 *
 * @param url - path and query
 * @param body - the form of a call to STS
 */
export function readOperation({
  url,
  body = "",
}: {
  readonly url: string;
  readonly body?: string;
}): ReadOperation | undefined {
  if (new URLSearchParams(body).get("Action") === "AssumeRole") return "AssumeRole";
  const { pathname, searchParams } = new URL(url, "http://aws");
  const [, operation] =
    (pathname.startsWith(CONTROL)
      ? BY_CONTROL_PATH.find(([path]) => path.test(pathname.slice(CONTROL.length)))
      : Object.entries(BY_QUERY).find(([name]) => searchParams.has(name))) ?? [];
  return operation;
}
