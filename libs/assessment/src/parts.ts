import * as z from "zod/mini";

/** The version of the contract that this code writes and reads. */
export const versionSchema = z.literal("1");

/** A text of one form, and what to say of one that has not that form. */
export const text = (form: RegExp, expected?: string) => z.string().check(z.regex(form, expected));

/** A text that somebody wrote, and that is not blank. */
export const wordsSchema = (most: number) =>
  z
    .string()
    .check(
      z.regex(/\S/, "expected a text that is not blank"),
      z.maxLength(most, `expected at most ${most} characters`),
    );

/** The ARN of who asks, as `sts:GetCallerIdentity` says. A function cannot check it: CloudTrail records who invoked it. */
export const askerSchema = /* @__PURE__ */ text(/^arn:\S{1,2000}$/, "expected an ARN");

export const accountIdSchema = /* @__PURE__ */ text(/^\d{12}$/);

/** ISO 8601 in UTC, such as `2026-03-04T09:14:02Z`. */
export const timeSchema = /* @__PURE__ */ text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[.\d]{0,10}Z$/);

/**
 * Who can access a bucket, from least to most: the bucket owner's account and AWS services; its organization; others, but a known
 * set of them (named accounts, a network); anyone.
 */
export const exposureSchema = z.enum(["private", "organization", "external", "public"]);

export type Exposure = z.infer<typeof exposureSchema>;

/** Whether the first is open to more than the second. */
export function isMoreOpen(one: Exposure, other: Exposure): boolean {
  const { options } = exposureSchema;
  return options.indexOf(one) > options.indexOf(other);
}

/** What is certain, and what cannot be excluded. Equal ends are a fact. */
export const exposureIntervalSchema = z.object({ atLeast: exposureSchema, atMost: exposureSchema });

export const verdictSchema = z.enum(["holds", "violates", "unknown"]);

export type Verdict = z.infer<typeof verdictSchema>;

/** Yes, no, or not known because something could not be read. */
export const flagSchema = z.union([z.boolean(), z.literal("unknown")]);

/**
 * Who made a call. Only what every actor has is fixed: what CloudTrail reports beside it depends on the type of the identity and
 * grows with CloudTrail's versions.
 */
export const actorSchema = z.looseObject({
  /** Such as `IAMUser`, `AssumedRole`, `AWSService`. */
  type: z.string(),
  /** For a person to read: `noor@example.com (SSO, DataSteward) in account 210987654321`. */
  display: z.string(),
});

export const evidenceSchema = z.object({
  /** Such as `bucket policy` or `acl`. */
  source: z.string(),
  /** The `Sid` of a statement, or its place; the grantee of an ACL grant; `null` for the source as a whole. */
  statement: z.nullable(z.string()),
  /** The actions or ACL permissions that are granted. */
  grants: z.readonly(z.array(z.string())),
  because: z.string(),
});

export type Evidence = z.infer<typeof evidenceSchema>;

/** Somebody answers for a finding until a time. */
export const exceptionSchema = z.object({
  owner: z.string(),
  reason: z.string(),
  until: timeSchema,
  /** The ARN of who asked for it, as the request said. */
  by: z.string(),
});

export type Exception = z.infer<typeof exceptionSchema>;

export const publicAccessBlockSchema = z.object({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});
