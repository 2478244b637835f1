import type { ActionItem, RecordedSettings } from "@security-auto/register";
import { type RespondingInvariant, type InvariantVerdict, judgeBucket } from "@security-auto/s3-exposure";
import type { BucketToPlanFor } from "../plan";
import { type Part, partsWritten } from "../settings/part";
import { recordedSettings } from "../settings/recorded";
import {
  accountIgnoresAcls,
  type ChangePorts,
  type LastRead,
  readUntil,
  revised,
  writeParts,
} from "./bucket-under-change";
import { compareSettings } from "./compare-settings";
import { plannedAction } from "./planned-action";
import { recordedReason } from "./recorded-words";

export interface ApplyPorts extends ChangePorts {
  /** Whether remediation is switched on. Asked before every write. */
  readonly mayWrite: () => Promise<boolean>;
}

export interface ApplyRequest {
  /** As it was planned and announced. */
  readonly action: ActionItem;
  /** Whether the register has this revision of it: it waited for approval, or an earlier attempt ended early. */
  readonly isRecorded: boolean;
  /** As they are now. Those that the action is for count. */
  readonly invariants: readonly RespondingInvariant[];
  /** When to give up, in ms since 1970. */
  readonly until: number;
}

export type ApplyOutcome =
  /** The bucket, or what is asked of it, is not what was planned for: nothing was written to S3. */
  | { readonly outcome: "changed"; readonly because: string; readonly action?: ActionItem }
  /** Somebody else applies it, or did. */
  | { readonly outcome: "taken" }
  /**
   * `applied`: the judge says that what was violated holds. `refused`: nothing was written. The action says what stands. `mayPass`: a write
   * failed for want of an answer, or because AWS was busy.
   */
  | {
      readonly outcome: "applied" | "failed" | "refused";
      readonly action: ActionItem;
      readonly mayPass: boolean;
    };

/**
 * Applies one plan: reads and plans again, records the exact prior state, writes, and reads until the judge says `holds`.
 *
 * What S3 answers is caught, and stands in the action in words. Where an attempt ended early, the same action is given again: what was
 * written already is not written again, and what stands is what is recorded.
 *
 * @throws what `record`, `mayWrite` and the first read throw: the action can be applied again, or undone
 */
export async function applyPlan(request: ApplyRequest, ports: ApplyPorts): Promise<ApplyOutcome> {
  const { action, isRecorded, until } = request;
  if (action.remediation.status !== "planned") return { outcome: "taken" };
  const asked = request.invariants.filter(({ name }) => action.invariants.includes(name));
  const left = whatIsLeft({ ...request, invariants: asked }, await ports.read(), ports.now());
  if ("because" in left) return changed(request, left.because, ports);
  const claimed = isRecorded ? revised(action, { remediation: {} }) : action;
  if (!(await ports.record(claimed))) return { outcome: "taken" };

  const { sent, stopped, mayPass } = await writeParts(action.remediation, left.parts, action.left, ports, {
    until,
    mayWrite: ports.mayWrite,
    mayDelete: false,
  });
  if (
    stopped !== undefined &&
    sent === 0 &&
    left.parts.length === partsWritten(action.prior, action.left).length
  )
    return ended(claimed, "refused", { because: stopped }, ports);

  const last = await readUntil(
    (bucket, settings) =>
      broken(bucket, asked, ports.now()).length === 0 &&
      (stopped === undefined || isLeft(action, bucket, settings)),
    ports,
    stopped === undefined ? until : ports.now(),
  );
  const because = [stopped, ...(last.done ? [] : whyNot(last, asked, ports.now()))].filter(
    (one) => one !== undefined,
  );
  return ended(
    claimed,
    last.done ? "applied" : "failed",
    { last, ...(because.length > 0 && { because: because.join("; ") }), mayPass },
    ports,
  );
}

/** The parts that are still to be written, or why none may be. */
function whatIsLeft(
  { action, isRecorded, invariants }: ApplyRequest,
  bucket: BucketToPlanFor | undefined,
  now: number,
): { readonly parts: readonly Part[] } | { readonly because: string } {
  if (bucket === undefined) return { because: "the bucket was deleted" };
  const written = partsWritten(action.prior, action.left);
  const reading = recordedSettings(bucket.facts, bucket.policyText);
  if (isRecorded && reading.read) {
    const states = compareSettings(action, reading.settings, accountIgnoresAcls(bucket));
    if (states.some(({ state }) => state === "left")) {
      const differences = states.flatMap((one) => (one.state === "other" ? [one.difference] : []));
      if (differences.length > 0) return { because: differences.join("; ") };
      const isToWrite = (part: Part) => states.some((one) => one.part === part && one.state === "prior");
      return { parts: written.filter(isToWrite) };
    }
  }
  const { account, region, invariant } = action.remediation;
  const again = plannedAction({ account, region, invariant, actions: [] }, bucket, {
    invariants,
    now: new Date(now),
  });
  if (!again.planned) return { because: again.because };
  return again.action.digest === action.digest
    ? { parts: written }
    : { because: "the bucket, or what is asked of it, is not what was planned for" };
}

/** An action that waited is closed; one that was never recorded is made anew by whoever announced it. */
async function changed(
  { action, isRecorded }: ApplyRequest,
  because: string,
  { record, now }: ApplyPorts,
): Promise<ApplyOutcome> {
  if (!isRecorded) return { outcome: "changed", because };
  const at = new Date(now()).toISOString();
  const refused = revised(action, {
    remediation: { status: "failed", at, because: recordedReason(because) },
  });
  return (await record(refused)) ? { outcome: "changed", because, action: refused } : { outcome: "taken" };
}

async function ended(
  action: ActionItem,
  status: "applied" | "failed" | "refused",
  {
    last,
    because,
    mayPass = false,
  }: { readonly last?: LastRead; readonly because?: string; readonly mayPass?: boolean | undefined },
  { record, now }: ApplyPorts,
): Promise<ApplyOutcome> {
  const { bucket, settings } = last ?? {};
  const judged = bucket && judgeBucket(bucket.facts, { invariants: [], now: new Date(now()) });
  const end = revised(action, {
    remediation: {
      status,
      at: new Date(now()).toISOString(),
      ...(judged !== undefined && { after: judged.exposure }),
      ...(because !== undefined && { because: recordedReason(because) }),
    },
    ...(settings !== undefined && { stands: settings }),
  });
  return (await record(end)) ? { outcome: status, action: end, mayPass } : { outcome: "taken" };
}

/** What does not surely hold. */
function broken(
  { facts }: BucketToPlanFor,
  invariants: readonly RespondingInvariant[],
  now: number,
): readonly InvariantVerdict[] {
  const judged = judgeBucket(facts, { invariants, now: new Date(now) });
  return judged.invariants.filter(({ verdict }) => verdict !== "holds");
}

function isLeft(action: ActionItem, bucket: BucketToPlanFor, settings: RecordedSettings): boolean {
  const written = partsWritten(action.prior, action.left);
  return compareSettings(action, settings, accountIgnoresAcls(bucket)).every(
    ({ part, state }) => state === "left" || !written.includes(part),
  );
}

function whyNot(
  { bucket, because }: LastRead,
  asked: readonly RespondingInvariant[],
  now: number,
): readonly string[] {
  if (because !== undefined) return [because];
  if (bucket === undefined) return [];
  return broken(bucket, asked, now).map(({ name, because }) => `${name} does not hold: ${because}`);
}
