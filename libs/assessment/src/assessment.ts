import * as z from "zod/mini";
import {
  accountIdSchema,
  actorSchema,
  evidenceSchema,
  exposureIntervalSchema,
  flagSchema,
  publicAccessBlockSchema,
  timeSchema,
  verdictSchema,
  versionSchema,
} from "./parts";

const invariantVerdictSchema = z.object({
  name: z.string(),
  verdict: verdictSchema,
  because: z.string(),
  evidence: z.readonly(z.array(evidenceSchema)),
  /** Only where it applies by a tag of the bucket. */
  byTag: z.optional(z.literal(true)),
  /** Only where it does not apply for want of a tag: the tag, and what the verdict on the bucket would be with it. */
  ifTagged: z.optional(z.object({ tag: z.string(), verdict: verdictSchema, because: z.string() })),
});

const refusalSchema = z.object({
  /** The IAM action that was refused: a read, or `sts:AssumeRole`. */
  permission: z.string(),
  /** The ARN of the role that was refused it, or that could not be assumed. */
  role: z.string(),
  /** What is not known because of it. */
  facets: z.readonly(z.array(z.string())),
  /** In AWS's words. */
  because: z.string(),
});

/**
 * What the call opened, where that no longer stands: the bucket was judged as the call left it, with its other settings as they were read
 * at `observedAt`.
 */
const exposedAtSchema = z.object({
  /** When the call was completed. It was open from then until some time before `observedAt`. */
  eventTime: z.string(),
  exposure: exposureIntervalSchema,
  /**
   * The invariants that were violated, and are not now. `unknown`: perhaps violated, since a setting that would have refused the call
   * was changed too.
   */
  invariants: z.readonly(
    z.array(z.object({ name: z.string(), verdict: verdictSchema, because: z.string() })),
  ),
});

/** What is known of a bucket, whatever led to judging it. */
const judged = {
  version: versionSchema,
  /** The account that owns what was judged. */
  accountId: accountIdSchema,
  region: z.string(),
  /** `bucket`, `account`, or the kind of another resource, such as `access point`. */
  scope: z.string(),
  /** `null` where the change is of no single bucket. */
  bucket: z.nullable(z.string()),
  /** Only where `scope` is neither `bucket` nor `account`: the name, id or ARN of what was changed, if the event has one. */
  subject: z.optional(z.nullable(z.string())),
  /** When reading began: the state that was judged is never older. */
  observedAt: timeSchema,
  /** Only where the bucket was deleted. */
  gone: z.optional(z.literal(true)),
  /** The worst verdict of `invariants`; `unknown` where nothing was judged. */
  verdict: verdictSchema,
  exposure: exposureIntervalSchema,
  /** Whether anyone on the internet can access the bucket as things stand. */
  isPublic: flagSchema,
  /** AWS's own flag for the policy alone. Absent where no policy was asked for. */
  policyIsPublic: z.optional(flagSchema),
  /** Whether objects can be made public by ACLs of their own. */
  objects: z.enum(["not-public", "can-be-public", "unknown"]),
  /** What decided the ends of `exposure`, the lower end first. */
  evidence: z.readonly(z.array(evidenceSchema)),
  invariants: z.readonly(z.array(invariantVerdictSchema)),
  /** What a person should know beside the exposure. */
  findings: z.readonly(z.array(z.object({ kind: z.string(), because: z.string() }))),
  /** How each read ended. */
  facets: z.readonly(z.record(z.string(), z.enum(["present", "absent", "denied", "failed"]))),
  /**
   * The bucket as it was read, in the form that `npm run assess` takes: policy text, ACL, tags, blocks, ownership, access points. Absent where
   * nothing was read, in the function's answer and log, and where the event would have been too large. Its `organization` is absent where it is as
   * the environment has it.
   */
  described: z.optional(z.readonly(z.record(z.string(), z.unknown()))),
  /** Only where reads were refused. */
  refusals: z.optional(z.readonly(z.array(refusalSchema))),
  /** Only where `scope` is `account`: `null` where the account has none, or it could not be read. */
  accountPublicAccessBlock: z.optional(z.nullable(publicAccessBlockSchema)),
  /** Only where the event would have been too large: how many pieces of evidence were left out. */
  evidenceOmitted: z.optional(z.number()),
};

/**
 * What `security-auto-S3` found: the detail of "S3 Bucket Assessed", and `assessment` in its answer.
 *
 * Unknown keys are left out when it is read: a reader goes on working when a later version adds one.
 *
 * @example {@link ASSESSMENT_EXAMPLE}
 */
export const assessmentSchema = z.discriminatedUnion("cause", [
  z.object({
    ...judged,
    cause: z.literal("change"),
    /** One change's identity through duplicates. */
    changeId: z.string(),
    /** CloudTrail's name of the call, such as `PutBucketPolicy`. */
    call: z.string(),
    actor: actorSchema,
    /** When the call was completed. */
    eventTime: z.string(),
    /** Only where the call itself violated an invariant that is not violated now: its own policy, ACL or public access block was replaced. */
    exposedAt: z.optional(exposedAtSchema),
  }),
  z.object({
    ...judged,
    cause: z.literal("request"),
    /** The request that was answered. */
    request: z.object({
      requestId: z.string(),
      requestedAt: timeSchema,
      reason: z.optional(z.string()),
      sweep: z.optional(z.string()),
    }),
  }),
]);

export type Assessment = z.infer<typeof assessmentSchema>;

export type ExposedAt = z.infer<typeof exposedAtSchema>;
