import {
  type BucketFacts,
  type ExposureInterval,
  judgeBucket,
  MOST_POLICY_BYTES,
  overallVerdict,
  parseBucketPolicy,
  policyIsPublic,
  type RespondingInvariant,
  type Response,
  settingOf,
  storedBytes,
  type Verdict,
} from "@security-auto/s3-exposure";
import { accessLost } from "./access-lost";
import { candidateSets } from "./candidates/candidate-sets";
import type { Candidate, Change, Planning } from "./candidates/candidate";
import { planningFor } from "./planning-for";
import { type BucketSettings, factsWith, settingsOf } from "./settings/bucket-settings";
import { type Part, PARTS, partsWritten, writeOfPart } from "./settings/part";
import { parametersOf } from "./settings/recorded";
import type { S3Write } from "./settings/s3-write";
import { strongestOf, violatedOf } from "./violated";
import { whyNoPlan } from "./why-no-plan";

/** One call of S3, and the sentence that a person reads about it. */
export type RemediationStep = S3Write & { readonly because: string };

/** The smallest change after which a bucket keeps to its invariants. */
export interface RemediationPlan {
  readonly bucket: string;
  /** The worst verdict of the invariants as the bucket is. */
  readonly verdict: Verdict;
  /** What the violated invariants want done. */
  readonly respond: Response;
  /** In the order in which they have to be made. Empty where nothing is violated, or no plan can be made. */
  readonly steps: readonly RemediationStep[];
  readonly before: ExposureInterval;
  readonly after: ExposureInterval;
  /** Who loses access, in words. */
  readonly stops: readonly string[];
  /** Who keeps access, in words. */
  readonly keeps: readonly string[];
  /** What restores the bucket byte for byte, in the order in which it has to be made. */
  readonly undo: readonly S3Write[];
  /** Why there is no plan, where one was needed. */
  readonly refused?: string;
}

export interface PlanOptions {
  readonly invariants: readonly RespondingInvariant[];
  /** Decides which exceptions have expired. */
  readonly now: Date;
}

/** What is planned for: the facts that are judged, and the bytes of the policy as S3 returned them. */
export interface BucketToPlanFor {
  readonly facts: BucketFacts;
  readonly policyText: string | undefined;
}

/**
 * Plans the smallest change after which the judge says `holds` for all that a bucket violates. Pure: it writes nothing.
 *
 * Where violated invariants want different responses, the plan is for those that want the most: an invariant that is only observed has nothing
 * written for it.
 *
 * @example
 * ```ts
 * const { steps, refused } = planRemediation({ facts, policyText }, { invariants, now: new Date() });
 * ```
 */
export function planRemediation(bucket: BucketToPlanFor, options: PlanOptions): RemediationPlan {
  return planFor(bucket, options).plan;
}

/** A plan, and the invariants that it is for. */
export interface PlanFor {
  readonly plan: RemediationPlan;
  readonly violated: readonly RespondingInvariant[];
}

/** Plans as {@link planRemediation} does, and says for which of the invariants. */
export function planFor(bucket: BucketToPlanFor, options: PlanOptions): PlanFor {
  const { facts, policyText } = bucket;
  const judged = judgeBucket(facts, options);
  const verdict = overallVerdict(judged.invariants);
  const { respond, invariants: violated } = strongestOf(violatedOf(judged.invariants, options.invariants));
  const none: RemediationPlan = {
    bucket: facts.name,
    verdict,
    respond,
    steps: [],
    before: judged.exposure,
    after: judged.exposure,
    stops: [],
    keeps: [],
    undo: [],
  };
  if (verdict === "holds") return { plan: none, violated };
  const refused = whyNoPlan(bucket, judged.invariants);
  if (refused !== undefined) return { plan: { ...none, refused }, violated };
  const before = settingsOf(facts, policyText);
  const planning = planningFor(facts, before, violated, options.now);
  const found = firstThatHolds(planning, violated, options);
  const more = "refused" in found ? found : planOf(found, planning, options);
  return { plan: { ...none, ...more }, violated };
}

function firstThatHolds(
  planning: Planning,
  violated: readonly RespondingInvariant[],
  { now }: PlanOptions,
): Change | { readonly refused: string } {
  const { facts, before } = planning;
  for (const candidates of candidateSets(planning.limit)) {
    const change = changeBy(candidates, planning);
    if (change === undefined || isRefusedByBlock(change.settings, planning)) continue;
    const { invariants } = judgeBucket(factsWith(facts, before, change.settings), {
      invariants: violated,
      now,
    });
    if (invariants.some(({ verdict }) => verdict !== "holds")) continue;
    const bytes = storedBytes(change.settings.policyText ?? "");
    return bytes > MOST_POLICY_BYTES
      ? {
          refused: `the policy would have ${bytes} bytes, and S3 stores at most ${MOST_POLICY_BYTES}: shorten it`,
        }
      : change;
  }
  const names = violated.map(({ name }) => name).join(", ");
  return { refused: `no change that this system may make is certain to be enough for ${names}` };
}

function changeBy(candidates: readonly Candidate[], planning: Planning): Change | undefined {
  let change: Change = { settings: planning.before, because: {} };
  for (const candidate of candidates) {
    const next = candidate(change.settings, planning);
    if (next === undefined) return undefined;
    const because = { ...change.because };
    for (const part of PARTS)
      if (next.because[part] !== undefined)
        because[part] = [because[part], next.because[part]].filter((one) => one !== undefined).join("; ");
    change = { settings: next.settings, because };
  }
  return change;
}

/** Whether S3 would refuse the policy, since BlockPublicPolicy stands and the policy still counts as public. */
function isRefusedByBlock({ policyText }: BucketSettings, { facts, before }: Planning): boolean {
  if (policyText === undefined || policyText === before.policyText) return false;
  return (
    settingOf("blockPublicPolicy", facts).state === "on" &&
    policyIsPublic(parseBucketPolicy(policyText)) !== false
  );
}

function planOf({ settings, because }: Change, planning: Planning, options: PlanOptions) {
  const { facts, before } = planning;
  const place = { bucket: facts.name, account: facts.accountId };
  const [prior, left] = [parametersOf(before), parametersOf(settings)];
  const parts = partsWritten(prior, left);
  const writes = (some: readonly Part[], to: typeof left) =>
    some.flatMap((part) => {
      const write = writeOfPart(part, place, to);
      return write === undefined ? [] : [{ part, write }];
    });
  return {
    steps: writes(parts, left).map(({ part, write }): RemediationStep => ({
      ...write,
      because: because[part] ?? "",
    })),
    after: judgeBucket(factsWith(facts, before, settings), options).exposure,
    ...accessLost(planning, settings),
    undo: writes(parts.toReversed(), prior).map(({ write }) => write),
  };
}
