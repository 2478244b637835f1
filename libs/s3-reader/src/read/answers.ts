import {
  type Acl,
  type AclGrant,
  type BucketPolicy,
  parseBucketPolicy,
  type PublicAccessBlock,
  readGrantee,
} from "@security-auto/s3-exposure";
import type {
  GetBucketAclOutput,
  GetBucketLocationOutput,
  GetBucketOwnershipControlsOutput,
  GetBucketPolicyOutput,
  GetBucketPolicyStatusOutput,
  GetBucketTaggingOutput,
} from "@aws-sdk/client-s3";

// The SDK takes any XML for an answer and leaves out what it does not find in it. Each of these gives `undefined` for
// an answer that lacks what S3 always sends: it must not pass for "nothing is configured".

export function toAcl({ Owner, Grants }: GetBucketAclOutput): Acl | undefined {
  const grants = Grants?.map(({ Grantee, Permission }): AclGrant | undefined => {
    const written = Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress;
    return written === undefined || Permission === undefined
      ? undefined
      : { grantee: readGrantee(written, Owner?.ID), permission: Permission };
  });
  if (grants === undefined || !isWhole(grants)) return undefined;
  return { owner: Owner?.ID, grants };
}

/** S3 keeps no policy that is no JSON: such an answer was cut or spoiled on its way. */
export function toPolicy({ Policy = "" }: Pick<GetBucketPolicyOutput, "Policy">): BucketPolicy | undefined {
  try {
    JSON.parse(Policy);
    // As text, which may say something twice.
    return parseBucketPolicy(Policy);
  } catch {
    return undefined;
  }
}

export function toStatus({
  PolicyStatus,
}: Pick<GetBucketPolicyStatusOutput, "PolicyStatus">): { readonly isPublic: boolean } | undefined {
  return PolicyStatus?.IsPublic === undefined ? undefined : { isPublic: PolicyStatus.IsPublic };
}

export function toTags({ TagSet }: GetBucketTaggingOutput): Readonly<Record<string, string>> | undefined {
  const tags = TagSet?.map(({ Key, Value }): [string, string] | undefined =>
    Key === undefined || Value === undefined ? undefined : [Key, Value],
  );
  return tags !== undefined && isWhole(tags) ? Object.fromEntries(tags) : undefined;
}

/** Nothing stands for `us-east-1`, `EU` for `eu-west-1`. */
export function toRegion({ LocationConstraint }: GetBucketLocationOutput): string {
  const named: string = LocationConstraint ?? "";
  if (named === "") return "us-east-1";
  return named === "EU" ? "eu-west-1" : named;
}

/** The settings as S3 and S3 Control return them. */
export interface BlockSettings {
  readonly BlockPublicAcls?: boolean | undefined;
  readonly IgnorePublicAcls?: boolean | undefined;
  readonly BlockPublicPolicy?: boolean | undefined;
  readonly RestrictPublicBuckets?: boolean | undefined;
}

export function toBlock({
  PublicAccessBlockConfiguration: settings,
}: {
  readonly PublicAccessBlockConfiguration?: BlockSettings | undefined;
}): PublicAccessBlock | undefined {
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = settings ?? {};
  if (
    BlockPublicAcls === undefined ||
    IgnorePublicAcls === undefined ||
    BlockPublicPolicy === undefined ||
    RestrictPublicBuckets === undefined
  )
    return undefined;
  return {
    blockPublicAcls: BlockPublicAcls,
    ignorePublicAcls: IgnorePublicAcls,
    blockPublicPolicy: BlockPublicPolicy,
    restrictPublicBuckets: RestrictPublicBuckets,
  };
}

export function toOwnership({ OwnershipControls }: GetBucketOwnershipControlsOutput): string | undefined {
  return OwnershipControls?.Rules?.[0]?.ObjectOwnership;
}

export function isWhole<T>(list: readonly (T | undefined)[]): list is readonly T[] {
  return !list.includes(undefined);
}
