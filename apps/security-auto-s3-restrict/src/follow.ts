import type { ActionItem } from "@security-auto/register";
import { type BucketToPlanFor, plannedAction } from "@security-auto/s3-remediation";
import { apply } from "./apply";
import type { Circumstances } from "./decide/circumstances";
import { beyondCap, type Caps, type Decision, type Terms } from "./decide/decide";
import { findingOf } from "./place";
import type { Attempt } from "./ports";
import { publishTransition } from "./publish";
import { recordTransition } from "./record";
import { refusedAction } from "./refusal";
import { withdraw } from "./withdraw";

/** What became of a violation, in words for the log. */
export interface Remediated {
  readonly done: "left alone" | "planned" | "refused" | "applied" | "failed";
  readonly because?: string | undefined;
  /** The id of the action. */
  readonly action?: string;
}

type Asking = Exclude<Decision, { readonly kind: "leave alone" }>;

/** What was decided, about a bucket as it was read. */
export interface Following extends Circumstances {
  readonly region: string;
}

/** Makes the plan that was decided for, and records or applies it. `undefined`: somebody else was faster, and it has to be looked at again. */
export async function follow(
  decision: Asking,
  bucket: BucketToPlanFor,
  following: Following,
  attempt: Attempt,
): Promise<Remediated | undefined> {
  const { place, known, region, now } = following;
  const { invariants } = decision;
  const [first] = invariants;
  const request = {
    ...place,
    region,
    invariant: first.name,
    finding: findingOf(place, first.name),
    actions: known.actions,
  };
  const planned = plannedAction(request, bucket, { invariants, now: new Date(now) });
  const id = planned.planned ? planned.action.remediation.id : undefined;
  const others = known.actions.filter(({ remediation }) => remediation.id !== id);
  await withdraw(others, "another plan is made for the bucket as it is now", attempt);
  if (!planned.planned) {
    const action = refusedAction({ ...planned, invariants }, following);
    return action === undefined
      ? { done: "refused", because: planned.because }
      : recorded({ action, isRecorded: false }, attempt);
  }

  const before = known.actions.find(({ remediation }) => remediation.id === id);
  const made = { action: before ?? planned.action, isRecorded: before !== undefined };
  if (decision.kind === "plan") return plan(made, decision.terms, attempt);
  const reached = await capReached(place.account, decision.caps, attempt);
  return reached === undefined
    ? enforce(made, attempt)
    : plan(made, beyondCap(decision, reached).terms, attempt);
}

/** An action, and whether the register has it as it is. */
interface Made {
  readonly action: ActionItem;
  readonly isRecorded: boolean;
}

async function plan(made: Made, terms: Terms, attempt: Attempt): Promise<Remediated | undefined> {
  const { remediation } = made.action;
  const { respond, because, notBefore } = remediation;
  const isSame = respond === terms.respond && because === terms.because && notBefore === terms.notBefore;
  if (made.isRecorded && isSame)
    return { done: "planned", action: remediation.id, because: because ?? "as it was before" };
  return recorded(withTerms(made, terms, attempt), attempt);
}

async function recorded({ action, isRecorded }: Made, attempt: Attempt): Promise<Remediated | undefined> {
  const revision = isRecorded ? action.revision + 1 : action.revision;
  if (!(await recordTransition({ ...action, revision }, attempt))) return undefined;
  const { id, status, because } = action.remediation;
  await publishTransition(id, attempt);
  return { done: status === "refused" ? "refused" : "planned", action: id, because };
}

async function enforce(made: Made, attempt: Attempt): Promise<Remediated | undefined> {
  const { action, isRecorded } = withTerms(made, { respond: "enforce" }, attempt);
  const { id } = action.remediation;
  const applied = await apply(action, isRecorded, attempt);
  await publishTransition(id, attempt);
  if (applied.outcome === "changed" || applied.outcome === "taken") return undefined;
  return { done: applied.outcome, action: id, because: applied.action.remediation.because };
}

function withTerms(
  { action, isRecorded }: Made,
  { respond, because, notBefore }: Terms,
  { now }: Attempt,
): Made {
  const at = new Date(now()).toISOString();
  return {
    action: { ...action, remediation: { ...action.remediation, respond, because, notBefore, at } },
    isRecorded,
  };
}

/** Counts one more remediation of the account, and of the organization, in this hour; the first of them that has had its most. */
async function capReached(
  account: string,
  caps: Caps,
  { register, now }: Attempt,
): Promise<keyof Caps | undefined> {
  const counted = (counter: string, most: number) => register.count({ counter, now: now(), most });
  if (!(await counted(`remediation:${account}`, caps.account))) return "account";
  return (await counted("remediation:organization", caps.organization)) ? undefined : "organization";
}
