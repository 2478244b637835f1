import * as z from "zod/mini";

const granteeSchema = z.object({
  Type: z.enum(["CanonicalUser", "Group", "AmazonCustomerByEmail"]),
  ID: z.optional(z.string()),
  URI: z.optional(z.string()),
  EmailAddress: z.optional(z.string()),
});

const grantSchema = z.object({
  Grantee: granteeSchema,
  Permission: z.string(),
});

/**
 * What a remediation may write of a bucket, each part as S3's API takes it, so that it can be written back as it is; and the setting that
 * decides whether ACLs count. `null`: there was none.
 */
export const recordedSettingsSchema = z.object({
  /** The bytes of the bucket policy. */
  policy: z.nullable(z.string()),
  /** As GetBucketAcl returned it. */
  acl: z.nullable(
    z.object({
      /** Absent: S3 did not say whose the bucket is. */
      Owner: z.optional(z.object({ ID: z.string() })),
      Grants: z.readonly(z.array(grantSchema)),
    }),
  ),
  /** The bucket's own, not the account's. */
  publicAccessBlock: z.nullable(
    z.object({
      BlockPublicAcls: z.boolean(),
      IgnorePublicAcls: z.boolean(),
      BlockPublicPolicy: z.boolean(),
      RestrictPublicBuckets: z.boolean(),
    }),
  ),
  ownership: z.nullable(z.string()),
});

export type RecordedSettings = z.infer<typeof recordedSettingsSchema>;
