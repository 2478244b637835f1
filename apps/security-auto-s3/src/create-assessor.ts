import type { AnsweredAssessment } from "@security-auto/assessment";
import { environmentCredentials } from "@security-auto/credentials";
import type { S3Change } from "@security-auto/events";
import type { Invocation } from "@security-auto/handler";
import { type PrivateBus, privateBus } from "@security-auto/private-bus";
import { parseArn, partitionOf, roleArn } from "@security-auto/iam-policy";
import { createS3Reader, type S3Reader, type Settle, settleMemberships } from "@security-auto/s3-reader";
import { putAssessmentMetrics } from "./assessment-metrics";
import type { JudgeConfiguration } from "@security-auto/s3-exposure";
import { accountDescriber } from "./describe-account";
import { describedBucket } from "./described";
import { judgeTask } from "./judge-task";
import { publishAssessment } from "./publish-assessment";
import { RecentAssessments } from "./recent-assessments";
import type { AssessmentTask } from "./task";

/** What the function answers beside the body. Nothing for a change that S3 refused: nothing changed. */
export interface Assessed {
  readonly assessment?: AnsweredAssessment;
}

/**
 * Reads the bucket that a task is about, judges it, and puts the assessment on the private bus, where there is one. Keeps its sessions,
 * connections and latest answers for the life of the function's instance.
 *
 * @param now - in ms since 1970
 * @throws what reading throws when AWS gave no answer, and PutEventError when the assessment was not taken: Lambda tries the event
 * again
 */
export function createAssessor(configuration: JudgeConfiguration, now: () => number = Date.now) {
  const recent = new RecentAssessments(now);
  const readers = new Map<string, S3Reader>();
  let bus: PrivateBus | undefined;
  let settle: Settle | undefined;

  async function assess(task: AssessmentTask, { logger, signal, context }: Invocation) {
    const { region = "", accountId = "" } = parseArn(context.invokedFunctionArn) ?? {};
    const functionName = sessionOf(task, context.functionName);
    const reader =
      readers.get(functionName) ??
      createS3Reader({
        home: { accountId, region, role: configuration.role },
        memberRole: configuration.readRole,
        caller: { functionName, instance: context.logStreamName },
        now,
      });
    readers.set(functionName, reader);
    if (configuration.privateBus !== undefined)
      bus ??= privateBus({ busName: configuration.privateBus, region, credentials: environmentCredentials });
    const begun = performance.now();
    if (configuration.lookup === true) {
      const role = roleArn({ partition: partitionOf(region), accountId, name: configuration.role });
      settle ??= settleMemberships({ role, describe: accountDescriber(region), now });
    }
    const judged = await judgeTask(task, { ...configuration, reader, homeRegion: region, signal, settle });
    const { assessment, refusals, requests, missed, read } = judged;
    const durationMs = performance.now() - begun;
    for (const { action, role, facets, because } of refusals) {
      logger.warn("A read was refused: the verdict may be unknown", {
        permission: action,
        role,
        facets,
        because,
      });
    }
    if (missed !== undefined)
      logger.warn("Organizations did not say whether an account is of the organization", { because: missed });
    logger.info("S3 access assessment", { assessment });
    if (bus !== undefined) {
      const described = read && describedBucket(read);
      await publishAssessment({ ...assessment, ...(described && { described }) }, bus, signal);
    }
    putAssessmentMetrics({
      functionName: context.functionName,
      verdict: assessment.verdict,
      refusedReads: refusals.length,
      requests,
      durationMs,
    });
    return judged;
  }

  async function assessChange(change: S3Change, invocation: Invocation): Promise<Assessed> {
    const { logger } = invocation;
    if (change.failure !== undefined) {
      logger.info("S3 access change attempted, and refused: nothing changed", { change });
      return {};
    }
    const known = recent.get(change);
    if (known !== undefined) {
      logger.info("S3 access assessment, given before", { assessment: known });
      return { assessment: { ...known, duplicate: true } };
    }
    const { assessment, refusals, missed } = await assess({ kind: "change", change }, invocation);
    if (refusals.length === 0 && missed === undefined) recent.set(change, assessment);
    return { assessment };
  }

  return async (task: AssessmentTask, invocation: Invocation): Promise<Assessed> => {
    if (task.kind === "change") return assessChange(task.change, invocation);
    // A request asks how things are now: it is never answered from memory.
    const { assessment } = await assess(task, invocation);
    return { assessment };
  };
}

/** What is read for a sweep has a session name of its own: a detection of mass reading may leave it out, and nothing else. */
const sessionOf = (task: AssessmentTask, name: string): string =>
  task.kind === "request" && task.request.sweep !== undefined ? `${name}-sweep` : name;
