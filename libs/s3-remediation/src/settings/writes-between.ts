import type { Acl, AclGrant, BucketFacts, Grantee, PublicAccessBlock } from "@security-auto/s3-exposure";
import type { BucketSettings } from "./bucket-settings";

/** A call of S3: its API's name, and what the API takes. */
export type S3Write =
  | { readonly call: "PutBucketAcl"; readonly parameters: Bucket & { readonly AccessControlPolicy: object } }
  | { readonly call: "PutBucketPolicy"; readonly parameters: Bucket & { readonly Policy: string } }
  | { readonly call: "DeleteBucketPolicy"; readonly parameters: Bucket }
  | {
      readonly call: "PutPublicAccessBlock";
      readonly parameters: Bucket & { readonly PublicAccessBlockConfiguration: BlockParameters };
    }
  | { readonly call: "DeletePublicAccessBlock"; readonly parameters: Bucket };

interface Bucket {
  readonly Bucket: string;
  /** S3 refuses the call where the bucket is another account's. */
  readonly ExpectedBucketOwner?: string;
}

interface BlockParameters {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/**
 * The calls that turn some settings into others. The block comes last: with BlockPublicAcls or BlockPublicPolicy on, S3 might refuse
 * the others.
 */
export function writesBetween(
  { name, accountId }: Pick<BucketFacts, "name" | "accountId">,
  before: BucketSettings,
  after: BucketSettings,
): readonly S3Write[] {
  const bucket = { Bucket: name, ...(accountId !== undefined && { ExpectedBucketOwner: accountId }) };
  const writes: S3Write[] = [];
  if (after.acl !== undefined && after.acl !== before.acl)
    writes.push({
      call: "PutBucketAcl",
      parameters: { ...bucket, AccessControlPolicy: aclParameters(after.acl) },
    });
  if (after.policyText !== before.policyText)
    writes.push(
      after.policyText === undefined
        ? { call: "DeleteBucketPolicy", parameters: bucket }
        : { call: "PutBucketPolicy", parameters: { ...bucket, Policy: after.policyText } },
    );
  if (after.block !== before.block)
    writes.push(
      after.block === undefined
        ? { call: "DeletePublicAccessBlock", parameters: bucket }
        : {
            call: "PutPublicAccessBlock",
            parameters: { ...bucket, PublicAccessBlockConfiguration: blockParameters(after.block) },
          },
    );
  return writes;
}

const blockParameters = (block: PublicAccessBlock): BlockParameters => ({
  BlockPublicAcls: block.blockPublicAcls,
  IgnorePublicAcls: block.ignorePublicAcls,
  BlockPublicPolicy: block.blockPublicPolicy,
  RestrictPublicBuckets: block.restrictPublicBuckets,
});

const aclParameters = ({ owner, grants }: Acl) => ({
  ...(owner !== undefined && { Owner: { ID: owner } }),
  Grants: grants.map(({ grantee, permission }: AclGrant) => ({
    Grantee: granteeParameters(grantee),
    Permission: permission,
  })),
});

const GROUPS = "http://acs.amazonaws.com/groups";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grantee.html */
function granteeParameters(grantee: Grantee) {
  switch (grantee.kind) {
    case "everyone":
      return { Type: "Group", URI: `${GROUPS}/global/AllUsers` };
    case "authenticated users":
      return { Type: "Group", URI: `${GROUPS}/global/AuthenticatedUsers` };
    case "log delivery":
      return { Type: "Group", URI: `${GROUPS}/s3/LogDelivery` };
    case "canonical user":
      return { Type: "CanonicalUser", ID: grantee.id };
    case "account":
      return { Type: "CanonicalUser", ID: grantee.account };
    case "other":
      if (grantee.group) return { Type: "Group", URI: grantee.text };
      return grantee.text.includes("@")
        ? { Type: "AmazonCustomerByEmail", EmailAddress: grantee.text }
        : { Type: "CanonicalUser", ID: grantee.text };
  }
}
