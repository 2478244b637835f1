import type { RecordedSettings } from "@security-auto/register";
import { describeBucket } from "@security-auto/s3-exposure";
import type { BucketToPlanFor, S3Write } from "@security-auto/s3-remediation";
import { afterWrite, shownAcl } from "@security-auto/testing";

export const ACCOUNT = "444455556666";
export const BUCKET = "ledger-archive";
export const REGION = "eu-central-1";
export const OUTSIDER = "999988887777";
const ORGANIZATION = { id: "o-exampleorg1", accounts: [ACCOUNT, "111122223333"] };
const OWNER = "75aa".repeat(16);

/** A bucket as S3 keeps it. */
export interface Stored {
  readonly policy?: string | undefined;
  readonly acl: NonNullable<RecordedSettings["acl"]>;
  readonly publicAccessBlock?: RecordedSettings["publicAccessBlock"] | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  /** The reads that S3 refuses. */
  readonly denied?: readonly string[];
}

export const PRIVATE: Stored = {
  acl: {
    Owner: { ID: OWNER },
    Grants: [{ Grantee: { Type: "CanonicalUser", ID: OWNER }, Permission: "FULL_CONTROL" }],
  },
};

/** Its policy lets somebody outside read. As people write it: with spaces, and an end of line. */
export const openedTo = (outsider = OUTSIDER): Stored => ({
  ...PRIVATE,
  policy: `{ "Version": "2012-10-17",
  "Statement": [{ "Sid": "Partner", "Effect": "Allow", "Principal": { "AWS": "${outsider}" },
    "Action": "s3:GetObject", "Resource": "arn:aws:s3:::${BUCKET}/*" }] }
`,
});

/** An ACL opens it to everyone, and to a named outsider: two calls close it. */
export const OPENED_BY_ACL: Stored = {
  acl: {
    ...PRIVATE.acl,
    Grants: [
      ...PRIVATE.acl.Grants,
      {
        Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AllUsers" },
        Permission: "READ",
      },
      { Grantee: { Type: "CanonicalUser", ID: OUTSIDER }, Permission: "WRITE" },
    ],
  },
};

/** What a call of S3 makes of a bucket. */
export function written(bucket: Stored, write: S3Write): Stored {
  const { Bucket, ExpectedBucketOwner } = write.parameters;
  if (Bucket !== BUCKET || ExpectedBucketOwner !== ACCOUNT) throw new Error("a call for another bucket");
  return afterWrite(bucket, write);
}

/** As a reader returns it: without public grants where they are ignored. */
export function asRead({ policy, publicAccessBlock, ...bucket }: Stored): BucketToPlanFor {
  const described = describeBucket({
    name: BUCKET,
    account: ACCOUNT,
    region: REGION,
    organization: ORGANIZATION,
    ownership: "ObjectWriter",
    ...(policy !== undefined && { policy }),
    ...(publicAccessBlock && { publicAccessBlock }),
    ...bucket,
    acl: shownAcl({ ...bucket, publicAccessBlock }),
  });
  if (!described.success) throw new Error(JSON.stringify(described.error));
  return { facts: described.data, policyText: policy };
}
