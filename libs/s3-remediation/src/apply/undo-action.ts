import type { ActionItem, RecordedSettings } from "@security-auto/register";
import type { BucketToPlanFor } from "../plan";
import { PARTS } from "../settings/part";
import { recordedSettings } from "../settings/recorded";
import {
  accountIgnoresAcls,
  type ChangePorts,
  type LastRead,
  PAUSE_MS,
  readUntil,
  revised,
  writeParts,
} from "./bucket-under-change";
import { compareSettings } from "./compare-settings";
import { recordedReason } from "./recorded-words";

export interface UndoPorts extends ChangePorts {
  /** Has the bucket left alone for a time, so that the next event does not close it again. Resolves before anything is written to S3. */
  readonly suppress: () => Promise<void>;
}

export interface UndoRequest {
  /** As the register has it. */
  readonly action: ActionItem;
  /** Who asks, and why; `force`: although the bucket was changed since. */
  readonly asked: Omit<NonNullable<ActionItem["undo"]>, "at">;
  /** When to give up, in ms since 1970. */
  readonly until: number;
}

export type UndoOutcome =
  | { readonly outcome: "undone" | "failed"; readonly action: ActionItem }
  /** What stands is not what the action left. Nothing was written. */
  | { readonly outcome: "differs"; readonly differences: readonly string[] }
  /** Somebody else changes the action. */
  | { readonly outcome: "taken" }
  | { readonly outcome: "nothing to undo"; readonly because: string };

/**
 * Restores what a bucket had before an action, in reverse order, where what stands is what the action left. Works from every state in which
 * an apply or an undo can end: each part is compared by itself.
 *
 * @throws what `record`, `suppress` and the first read throw: the action can be undone again
 */
export async function undoAction(request: UndoRequest, ports: UndoPorts): Promise<UndoOutcome> {
  const { action, asked, until } = request;
  const { status } = action.remediation;
  if (status === "undone" || status === "refused")
    return { outcome: "nothing to undo", because: `the action is ${status}` };
  const bucket = await ports.read();
  if (bucket === undefined) return { outcome: "differs", differences: ["the bucket was deleted"] };
  const reading = recordedSettings(bucket.facts, bucket.policyText);
  if (!reading.read) return { outcome: "differs", differences: [reading.because] };
  const states = statesIn(action, bucket, reading.settings);
  const differences = states.flatMap((one) => (one.state === "other" ? [one.difference] : []));
  if (differences.length > 0 && !asked.force) return { outcome: "differs", differences };

  const at = new Date(ports.now()).toISOString();
  const claimed = revised(action, { remediation: {}, undo: { ...asked, at } });
  if (!(await ports.record(claimed))) return { outcome: "taken" };
  await ports.suppress();
  // The block first: while it stands, S3 may refuse the policy or the ACL that was there before.
  const parts = PARTS.toReversed().filter((part) =>
    states.some((one) => one.part === part && (one.state !== "prior" || asked.force)),
  );
  const mayWrite = () => Promise.resolve(true);
  const { stopped } = await writeParts(action.remediation, parts, action.prior, ports, {
    until,
    mayWrite,
    mayDelete: true,
  });
  // A write of just now may not show yet: what seems to be as before is looked at once more.
  if (parts.length === 0) await ports.wait(PAUSE_MS);
  const last = await readUntil(
    (now, settings) => statesIn(action, now, settings).every(({ state }) => state === "prior"),
    ports,
    stopped === undefined ? until : ports.now(),
  );
  return ended(claimed, last, stopped, ports);
}

async function ended(
  action: ActionItem,
  { done, bucket, settings, because }: LastRead,
  stopped: string | undefined,
  { record, now }: UndoPorts,
): Promise<UndoOutcome> {
  const outcome = done ? "undone" : "failed";
  const states = bucket && settings ? statesIn(action, bucket, settings) : [];
  const differences = states.flatMap((one) => {
    if (one.state === "prior") return [];
    return [one.state === "other" ? one.difference : `the ${one.part} is still what the action left`];
  });
  const why = [stopped, because, ...differences].filter((one) => one !== undefined);
  const end = revised(action, {
    remediation: {
      status: outcome,
      at: new Date(now()).toISOString(),
      ...(why.length > 0 && {
        because: recordedReason(done ? why.join("; ") : `it could not be undone: ${why.join("; ")}`),
      }),
    },
    ...(settings !== undefined && { stands: settings }),
  });
  return (await record(end)) ? { outcome, action: end } : { outcome: "taken" };
}

const statesIn = (action: ActionItem, bucket: BucketToPlanFor, settings: RecordedSettings) =>
  compareSettings(action, settings, accountIgnoresAcls(bucket));
