import { createHash } from "node:crypto";
import { type ActionItem, actionId } from "@security-auto/register";
import type { RemediationPlan } from "@security-auto/s3-remediation";
import type { Circumstances } from "./decide/circumstances";
import { violatedSince } from "./decide/deadline";
import type { SomeInvariants } from "./decide/decide";
import { findingOf } from "./place";

/** Nothing is written, so there is nothing to restore. */
const NOTHING = { policy: null, acl: null, publicAccessBlock: null, ownership: null };

/** What no plan was made for, and why. */
export interface Unplanned {
  readonly plan: RemediationPlan;
  readonly because: string;
  readonly invariants: SomeInvariants;
}

/**
 * The record of a violation for which there is no plan; `undefined` where the register has it, for the same invariants and the same reason,
 * since the finding was opened.
 */
export function refusedAction(
  { plan, because, invariants }: Unplanned,
  { place, known, observedAt, now, region }: Circumstances & { readonly region: string },
): ActionItem | undefined {
  const [{ name: invariant }] = invariants;
  const names = invariants.map(({ name }) => name);
  const finding = findingOf(place, invariant);
  const since = violatedSince(finding, { known, observedAt });
  const digest = createHash("sha256")
    .update(JSON.stringify([place.bucket, names, because]))
    .digest("hex");
  const isKnown = known.actions.some(
    (action) => action.digest === digest && Date.parse(action.remediation.at) >= since,
  );
  if (isKnown) return undefined;
  const { before, after, stops, respond } = plan;
  return {
    item: "action",
    version: "1",
    remediation: {
      version: "1",
      id: actionId(place, digest, known.actions),
      status: "refused",
      ...place,
      region,
      invariant,
      finding,
      at: new Date(now).toISOString(),
      respond,
      steps: [],
      before,
      after,
      stops,
      undo: [],
      because,
    },
    digest,
    prior: NOTHING,
    left: NOTHING,
    invariants: names,
    revision: 1,
  };
}
