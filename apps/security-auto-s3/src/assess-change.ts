import type { S3Change, S3ResourceChange } from "@security-auto/events";
import type { Invocation } from "@security-auto/handler";
import { createS3Reader, type Refusal, type S3Reader } from "@security-auto/s3-access";
import { assessAccount, assessBucket, assessGone, type Assessment, type BucketInChange } from "./assessment";
import { assessResource } from "./assess-resource";
import { putAssessmentMetrics } from "./assessment-metrics";
import type { Configuration } from "./configuration";
import { readFurther } from "./read-further";
import { RecentAssessments } from "./recent-assessments";

/** What the function answers beside the body. Nothing for a change that S3 refused: nothing changed. */
export interface Assessed {
  readonly assessment?: Assessment & { readonly duplicate?: true };
}

interface Finding {
  readonly assessment: Assessment;
  readonly refusals: readonly Refusal[];
  /** Requests to S3 and S3 Control. */
  readonly requests: number;
}

/**
 * Reads what a change left behind and judges it. Keeps its sessions, connections and latest answers for the life of the
 * function's instance.
 *
 * @param now - in ms since 1970
 * @throws what reading throws when AWS gave no answer, so that Lambda tries the event again
 */
export function changeAssessor(configuration: Configuration, now: () => number = Date.now) {
  const recent = new RecentAssessments(now);
  let reader: S3Reader | undefined;

  return async (change: S3Change, { logger, signal, context }: Invocation): Promise<Assessed> => {
    if (change.failure !== undefined) {
      logger.info("S3 access change attempted, and refused: nothing changed", { change });
      return {};
    }
    const known = recent.get(change);
    if (known !== undefined) {
      logger.info("S3 access assessment, given before", { assessment: known });
      return { assessment: { ...known, duplicate: true } };
    }
    const [, , , region = "", accountId = ""] = context.invokedFunctionArn.split(":");
    reader ??= createS3Reader({
      home: { accountId, region, role: configuration.role },
      memberRole: configuration.readRole,
      caller: { functionName: context.functionName, instance: context.logStreamName },
      now,
    });
    const begun = performance.now();
    const { assessment, refusals, requests } = await find(change, reader, configuration, signal);
    if (refusals.length === 0) recent.set(change, assessment);
    for (const { action, role, facets, because } of refusals) {
      logger.warn("A read was refused: the verdict may be unknown", {
        permission: action,
        role,
        facets,
        because,
      });
    }
    logger.info("S3 access assessment", { assessment });
    putAssessmentMetrics({
      functionName: context.functionName,
      verdict: assessment.verdict,
      refusedReads: refusals.length,
      requests,
      durationMs: performance.now() - begun,
    });
    return { assessment };
  };
}

async function find(
  change: S3Change,
  reader: S3Reader,
  { organization, invariants }: Configuration,
  signal: AbortSignal,
): Promise<Finding> {
  if (change.scope === "account") {
    const reading = await reader.readAccountBlock(change.accountId, { signal });
    return {
      assessment: assessAccount(change, reading),
      refusals: reading.refusals,
      requests: reading.requests,
    };
  }
  // An access point gives access to its bucket, whose policy decides for whom: the bucket is judged.
  if (change.scope !== "bucket" && !isAccessPointOfBucket(change))
    return { assessment: assessResource(change, new Date()), refusals: [], requests: 0 };
  const reading = await reader.readBucket(change, { signal });
  if (reading.kind === "gone") {
    return { assessment: assessGone(change, reading), refusals: [], requests: reading.requests };
  }
  const facts = { ...reading.facts, ...(organization !== undefined && { organization }) };
  const further = await readFurther(change, facts, reader, signal);
  return {
    assessment: assessBucket(change, further.facts, { observedAt: reading.observedAt, invariants }),
    refusals: [...reading.refusals, ...further.refusals],
    requests: reading.requests + further.requests,
  };
}

function isAccessPointOfBucket(change: S3ResourceChange): change is S3ResourceChange & BucketInChange {
  return change.scope === "access point" && change.bucket !== undefined;
}
