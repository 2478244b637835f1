import type { ActionItem } from "@security-auto/register";
import { type BucketToPlanFor, plannedAction } from "@security-auto/s3-remediation";
import { apply } from "./apply";
import type { Circumstances } from "./decide/circumstances";
import { CROWDED, isCrowded } from "./decide/crowded";
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

type Enforcing = Extract<Decision, { readonly kind: "enforce" }>;

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
  const crowded = isCrowded(known.actions, now);
  if (!planned.planned) {
    await withdraw(known.actions, "no plan can be made for the bucket as it is now", attempt);
    const action = crowded ? undefined : refusedAction({ ...planned, invariants }, following);
    return action === undefined ? { done: "refused", because: planned.because } : record(action, attempt);
  }

  const { id } = planned.action.remediation;
  const others = known.actions.filter(({ remediation }) => remediation.id !== id);
  const recorded = known.actions.find(({ remediation }) => remediation.id === id);
  const made: Made = { action: planned.action, recorded, isTooMany: crowded && recorded === undefined };
  const isPlanned = decision.kind === "enforce" || !made.isTooMany;
  await withdraw(others, isPlanned ? "another plan is made for the bucket as it is now" : CROWDED, attempt);
  if (decision.kind === "plan") return plan(made, decision.terms, attempt);
  return enforce(made, decision, attempt);
}

/** An action as it is planned now, and as the register has it from before: the same plan for the same state of the bucket. */
interface Made {
  readonly action: ActionItem;
  readonly recorded: ActionItem | undefined;
  /** Whether it is one more than is recorded of a bucket, where nothing is written. */
  readonly isTooMany: boolean;
}

async function plan(made: Made, terms: Terms, attempt: Attempt): Promise<Remediated | undefined> {
  const { recorded, isTooMany } = made;
  if (isTooMany) return { done: "left alone", because: CROWDED };
  if (recorded !== undefined && hasTerms(recorded, terms)) {
    const { id, because = "as it was before" } = recorded.remediation;
    return { done: "planned", action: id, because };
  }
  const next = withTerms(made, terms, attempt);
  return record(recorded === undefined ? next : { ...next, revision: next.revision + 1 }, attempt);
}

async function record(action: ActionItem, attempt: Attempt): Promise<Remediated | undefined> {
  if (!(await recordTransition(action, attempt))) return undefined;
  const { id, status, because } = action.remediation;
  await publishTransition(id, attempt);
  return { done: status === "refused" ? "refused" : "planned", action: id, because };
}

/** @throws ToBeTriedAgainError where a write failed for a reason that may pass */
async function enforce(made: Made, decision: Enforcing, attempt: Attempt): Promise<Remediated | undefined> {
  const action = withTerms(made, { respond: "enforce" }, attempt);
  const { id, account } = action.remediation;
  let reached: keyof Caps | undefined;
  // Counted as late as that: a bucket that changes before it is written uses up nothing of what others need.
  const mayBegin = async () => {
    reached = await capReached(account, decision.caps, attempt);
    return reached === undefined;
  };
  const applied = await apply(action, { isRecorded: made.recorded !== undefined, mayBegin }, attempt);
  if (reached !== undefined) return plan(made, beyondCap(decision, reached).terms, attempt);
  await publishTransition(id, attempt);
  if (applied.outcome === "changed" || applied.outcome === "taken") return undefined;
  const { because } = applied.action.remediation;
  if (applied.outcome === "failed" && applied.mayPass) throw new ToBeTriedAgainError(id, because);
  return { done: applied.outcome, action: id, because };
}

/** What is recorded as failed is planned and written anew by the next attempt. */
class ToBeTriedAgainError extends Error {
  override readonly name = "ToBeTriedAgainError";

  constructor(action: string, because = "no reason is known") {
    super(`${action} failed for a reason that may pass, and is tried again: ${because}`);
  }
}

function hasTerms({ remediation }: ActionItem, { respond, because, notBefore }: Terms): boolean {
  return (
    remediation.respond === respond && remediation.because === because && remediation.notBefore === notBefore
  );
}

/** The action as it is planned now, in the revision that the register has. */
function withTerms(
  { action, recorded }: Made,
  { respond, because, notBefore }: Terms,
  { now }: Attempt,
): ActionItem {
  const at = new Date(now()).toISOString();
  return {
    ...action,
    remediation: { ...action.remediation, respond, because, notBefore, at },
    revision: recorded?.revision ?? action.revision,
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
