import * as z from "zod/mini";
import {
  accountIdSchema,
  actorSchema,
  exceptionSchema,
  exposureIntervalSchema,
  timeSchema,
  verdictSchema,
  versionSchema,
} from "./parts";
import { remediationSchema } from "./remediation";

/** The kind of a finding about what a call opened and was closed before it was judged. It is closed from the start. */
export const WAS_EXPOSED = "was-exposed";

/** The kind of a finding about reads that failed, and on which a verdict depends. */
export const CANNOT_READ = "cannot-read";

/** The kind of a finding about changes in a region of an account that are not seen, or buckets of it that cannot be read. */
export const COVERAGE = "coverage";

/** What was done about a finding, or would be; the last that is known. */
const findingRemediationSchema = z.extend(
  z.pick(remediationSchema, {
    status: true,
    respond: true,
    at: true,
    stops: true,
    because: true,
    notBefore: true,
    requested: true,
  }),
  /** What is written, a sentence a step. */
  { steps: z.readonly(z.array(z.string())) },
);

const failedCheckSchema = z.object({
  /** Such as `forwarding-rule`: docs/coverage.md has them all. */
  check: z.string(),
  because: z.string(),
  /** A command that puts it right, to be run in the account; absent where there is none. */
  mend: z.optional(z.string()),
});

export type FailedCheck = z.infer<typeof failedCheckSchema>;

/**
 * The detail of "S3 Finding Changed": a finding as it stands after one transition. A verdict that repeats is no transition.
 *
 * @example {@link FINDING_EXAMPLE}
 */
export const findingSchema = z.object({
  version: versionSchema,
  /** `uncertain`: it stays open, and what was read last does not say whether it still stands. */
  transition: z.enum(["opened", "changed", "uncertain", "closed"]),
  /** The same through all transitions of one finding. */
  id: z.string(),
  /**
   * What it is about: `invariant`, or another kind, such as `coverage`. `was-exposed`: a call violated an invariant, and what it put was
   * replaced before it was judged; `exposure` is how it was then, and `closedAt` the time by which it was closed.
   */
  kind: z.string(),
  account: accountIdSchema,
  region: z.string(),
  /** `null` where the finding is of no single bucket. Its `region` is `global` where it is about what an account has once. */
  bucket: z.nullable(z.string()),
  /** The invariant that is or was violated; `null` where it is about none. */
  invariant: z.nullable(z.string()),
  /** What the last assessment says. */
  verdict: verdictSchema,
  exposure: z.nullable(exposureIntervalSchema),
  /** Only where `kind` is `was-exposed`: it may have been so, and is not certain. */
  certain: z.optional(z.literal(false)),
  because: z.string(),
  /** Only where `kind` is `coverage`: the checks that fail, or failed when they could last be made. */
  checks: z.optional(z.readonly(z.array(failedCheckSchema))),
  openedAt: timeSchema,
  /** When the state was read that led to this transition. */
  observedAt: timeSchema,
  /** Only where the transition is `closed`. */
  closedAt: z.optional(timeSchema),
  /**
   * Later than that of every transition before. Absent where it is `closedAt`, or else `observedAt`: present where what was read before
   * somebody accepted the finding is judged after that, and where one that is accepted is accepted again.
   */
  updatedAt: z.optional(timeSchema),
  /** Only where it is closed because somebody answers for it: what `verdict` and `because` say stands all the same. */
  accepted: z.optional(exceptionSchema),
  /** Who made the change that opened or changed it, the last that is known; absent where none is. */
  actor: z.optional(actorSchema),
  /** The call that led to this transition, where a change did; where the remediation is the news, to the transition before. */
  change: z.optional(z.object({ call: z.string(), eventTime: z.string() })),
  /** The id of its remediation, the last that is known. */
  action: z.optional(z.string()),
  /** How that remediation stands. Texts are shortened: all of it is in "S3 Remediation Changed". */
  remediation: z.optional(findingRemediationSchema),
  /** Only where how the remediation stands led to this transition, and no assessment did. */
  news: z.optional(z.literal("remediation")),
});

export type Finding = z.infer<typeof findingSchema>;

/** When a finding was updated last: later than in every transition before. */
export const updatedAtOf = ({ observedAt, closedAt = observedAt, updatedAt = closedAt }: Finding): string =>
  updatedAt;
