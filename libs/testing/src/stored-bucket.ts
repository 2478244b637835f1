interface Acl {
  readonly Grants: readonly { readonly Grantee: { readonly URI?: string | undefined } }[];
}

interface Block {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
}

/** A bucket as S3 keeps it: what was written, not what is shown. The settings are as S3's API has them. */
export interface StoredBucket {
  readonly policy?: string | undefined;
  readonly acl: Acl;
  readonly publicAccessBlock?: Block | null | undefined;
}

/** A call that writes a setting of a bucket. */
type Write<Bucket extends StoredBucket> =
  | { readonly call: "PutBucketAcl"; readonly parameters: { readonly AccessControlPolicy: Bucket["acl"] } }
  | { readonly call: "PutBucketPolicy"; readonly parameters: { readonly Policy: string } }
  | {
      readonly call: "PutPublicAccessBlock";
      readonly parameters: {
        readonly PublicAccessBlockConfiguration: NonNullable<Bucket["publicAccessBlock"]>;
      };
    }
  | { readonly call: "DeleteBucketPolicy" | "DeletePublicAccessBlock"; readonly parameters: object };

/**
 * A bucket once a call was made.
 *
 * @throws where S3 refuses the call: an ACL that grants to everyone, with BlockPublicAcls on
 */
export function afterWrite<Bucket extends StoredBucket>(bucket: Bucket, write: Write<Bucket>): Bucket {
  switch (write.call) {
    case "PutBucketAcl": {
      const acl = write.parameters.AccessControlPolicy;
      if (bucket.publicAccessBlock?.BlockPublicAcls === true && acl.Grants.some(isPublic))
        throw new Error("the bucket blocks public ACLs");
      return { ...bucket, acl };
    }
    case "PutBucketPolicy":
      return { ...bucket, policy: write.parameters.Policy };
    case "DeleteBucketPolicy":
      return { ...bucket, policy: undefined };
    case "PutPublicAccessBlock":
      return { ...bucket, publicAccessBlock: write.parameters.PublicAccessBlockConfiguration };
    case "DeletePublicAccessBlock":
      return { ...bucket, publicAccessBlock: undefined };
  }
}

/** The ACL as S3 returns it: without public grants where they are ignored. */
export function shownAcl<Bucket extends StoredBucket>({ acl, publicAccessBlock }: Bucket): Bucket["acl"] {
  const isIgnoring = publicAccessBlock?.IgnorePublicAcls === true;
  return isIgnoring ? { ...acl, Grants: acl.Grants.filter((grant) => !isPublic(grant)) } : acl;
}

const isPublic = ({ Grantee: { URI = "" } }: Acl["Grants"][number]): boolean => URI.includes("/global/");
