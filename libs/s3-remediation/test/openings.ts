import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { allow, MEMBER, PARTNER, STRANGER } from "./buckets";
import { inside } from "./plans";
import type { Stored } from "./world";

const OWNER = "75aa".repeat(16);

type Grant = Stored["acl"]["Grants"][number];

const owner: Grant = { Grantee: { Type: "CanonicalUser", ID: OWNER }, Permission: "FULL_CONTROL" };
export const PUBLIC_GRANT: Grant = {
  Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AllUsers" },
  Permission: "READ",
};
const outsider: Grant = { Grantee: { Type: "CanonicalUser", ID: PARTNER }, Permission: "WRITE" };
export const PRIVATE_ACL = { Owner: { ID: OWNER }, Grants: [owner] };

/** As people write it: with spaces, and an end of line. */
const POLICY = `{ "Version": "2012-10-17",
  "Statement": [ ${JSON.stringify(allow("Stranger", { AWS: STRANGER }))},
    ${JSON.stringify(allow("Member", { AWS: MEMBER }))} ] }
`;

const FLAGS = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};

/** Buckets that violate, and the calls that put them right. */
export const OPENINGS: readonly (readonly [
  what: string,
  bucket: Stored,
  invariants: readonly RespondingInvariant[],
  calls: readonly string[],
])[] = [
  ["a policy opens it", { policy: POLICY, acl: PRIVATE_ACL }, inside(), ["PutBucketPolicy"]],
  [
    "an ACL opens it to everyone, and there is no block",
    { acl: { ...PRIVATE_ACL, Grants: [owner, PUBLIC_GRANT] } },
    inside(),
    ["PutPublicAccessBlock"],
  ],
  [
    "an ACL opens it to everyone, and a block has other flags on",
    { acl: { ...PRIVATE_ACL, Grants: [owner, PUBLIC_GRANT] }, publicAccessBlock: FLAGS },
    inside(),
    ["PutPublicAccessBlock"],
  ],
  [
    "an ACL opens it to everyone and to an outsider",
    { acl: { ...PRIVATE_ACL, Grants: [PUBLIC_GRANT, outsider, owner] } },
    inside(),
    ["PutBucketAcl", "PutPublicAccessBlock"],
  ],
  [
    "a policy opens it, and an ACL could open its objects",
    { policy: POLICY, acl: PRIVATE_ACL },
    inside({ objects: "not-public" }),
    ["PutBucketPolicy", "PutPublicAccessBlock"],
  ],
];
