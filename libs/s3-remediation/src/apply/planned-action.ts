import { type ActionItem, actionId } from "@security-auto/register";
import { type BucketToPlanFor, planFor, type PlanOptions, type RemediationPlan } from "../plan";
import { recordedSettings, settingsAfter } from "../settings/recorded";
import { digestOf } from "./digest";
import { recordedSentence, recordedSentences } from "./recorded-words";

export interface ActionRequest {
  readonly account: string;
  readonly region: string;
  /** The invariant whose violation led to it. */
  readonly invariant: string;
  /** The id of the finding that it answers. */
  readonly finding?: string;
  /** The bucket's actions so far, as the register has them. */
  readonly actions: readonly ActionItem[];
}

export type Planned =
  | { readonly planned: true; readonly plan: RemediationPlan; readonly action: ActionItem }
  /** Nothing is to be written, or no plan can be made: `because` says which. */
  | { readonly planned: false; readonly plan: RemediationPlan; readonly because: string };

/**
 * Plans for a bucket, and makes the action's first record: what is written, from which state, and what undoes it. Pure: the record is still
 * to be written, by `applyPlan` or, where a person is asked first, by the caller.
 */
export function plannedAction(
  request: ActionRequest,
  bucket: BucketToPlanFor,
  options: PlanOptions,
): Planned {
  const { plan, violated } = planFor(bucket, options);
  const reading = recordedSettings(bucket.facts, bucket.policyText);
  if (plan.refused !== undefined) return { planned: false, plan, because: plan.refused };
  if (plan.steps.length === 0) return { planned: false, plan, because: "nothing is violated" };
  if (!reading.read) return { planned: false, plan, because: reading.because };
  const { account, region, invariant, finding, actions } = request;
  const { respond, steps, before, after, stops, undo } = plan;
  const prior = reading.settings;
  const digest = digestOf(plan, prior);
  const action: ActionItem = {
    item: "action",
    version: "1",
    remediation: {
      version: "1",
      id: actionId({ account, bucket: plan.bucket }, digest, actions),
      status: "planned",
      account,
      region,
      bucket: plan.bucket,
      invariant,
      ...(finding !== undefined && { finding }),
      at: options.now.toISOString(),
      respond,
      steps: steps.map(({ call, parameters, because }) => ({
        call,
        parameters: { ...parameters },
        because: recordedSentence(because),
      })),
      before,
      after,
      stops: recordedSentences(stops),
      undo: undo.map(({ call, parameters }) => ({ call, parameters: { ...parameters } })),
    },
    digest,
    prior,
    left: steps.reduce(settingsAfter, prior),
    invariants: violated.map(({ name }) => name),
    revision: 1,
  };
  return { planned: true, plan, action };
}
