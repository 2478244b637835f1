import type { Acl, AclGrant, Grantee, PublicAccessBlock } from "@security-auto/s3-exposure";

/** A public access block as S3's API takes it. */
export interface BlockParameters {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** An ACL as S3's API takes it. */
export interface AclParameters {
  readonly Owner?: { readonly ID: string } | undefined;
  readonly Grants: readonly { readonly Grantee: GranteeParameters; readonly Permission: string }[];
}

interface GranteeParameters {
  readonly Type: "CanonicalUser" | "Group" | "AmazonCustomerByEmail";
  readonly ID?: string | undefined;
  readonly URI?: string | undefined;
  readonly EmailAddress?: string | undefined;
}

export const blockParameters = (block: PublicAccessBlock): BlockParameters => ({
  BlockPublicAcls: block.blockPublicAcls,
  IgnorePublicAcls: block.ignorePublicAcls,
  BlockPublicPolicy: block.blockPublicPolicy,
  RestrictPublicBuckets: block.restrictPublicBuckets,
});

export const aclParameters = ({ owner, grants }: Acl): AclParameters => ({
  ...(owner !== undefined && { Owner: { ID: owner } }),
  Grants: grants.map(({ grantee, permission }: AclGrant) => ({
    Grantee: granteeParameters(grantee),
    Permission: permission,
  })),
});

const GROUPS = "http://acs.amazonaws.com/groups";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grantee.html */
function granteeParameters(grantee: Grantee): GranteeParameters {
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
