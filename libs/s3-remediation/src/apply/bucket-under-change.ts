import type { ActionItem, RecordedSettings } from "@security-auto/register";
import { valueOf } from "@security-auto/s3-exposure";
import type { BucketToPlanFor } from "../plan";
import { WRITES } from "../permissions";
import { type Part, writeOfPart } from "../settings/part";
import { recordedSettings } from "../settings/recorded";
import type { S3Write } from "../settings/s3-write";
import { errorInWords, failureOf, mayPass } from "./failure";
import type { WriteToS3 } from "./s3-writer";

/** What an apply or an undo needs of the world. */
export interface ChangePorts {
  /** Reads the bucket as it is now; `undefined`: it was deleted. */
  readonly read: () => Promise<BucketToPlanFor | undefined>;
  readonly write: WriteToS3;
  /**
   * Writes the action in place of the revision before. Resolves to whether it was written: not where somebody else wrote it. Nothing is
   * written to S3 before it resolved.
   */
  readonly record: (action: ActionItem) => Promise<boolean>;
  /** In ms since 1970. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The next revision of an action. */
export const revised = (
  action: ActionItem,
  {
    remediation,
    ...more
  }: Omit<Partial<ActionItem>, "remediation"> & {
    readonly remediation: Partial<ActionItem["remediation"]>;
  },
): ActionItem => ({
  ...action,
  ...more,
  remediation: { ...action.remediation, ...remediation },
  revision: action.revision + 1,
});

/** Whether S3 ignores public grants by the account's own block. */
export const accountIgnoresAcls = ({ facts }: BucketToPlanFor): boolean =>
  valueOf(facts.facets.accountPublicAccessBlock)?.ignorePublicAcls === true;

/** How writing the parts of a bucket ended: how many calls were sent, and why no more were. */
export interface Written {
  readonly sent: number;
  /** Absent: all were sent, and S3 accepted them. */
  readonly stopped?: string;
  /** Whether that may pass: AWS was busy, or gave no answer. */
  readonly mayPass?: boolean;
}

interface Writing {
  /** When to stop, in ms since 1970. */
  readonly until: number;
  /** Asked before every call. */
  readonly mayWrite: () => Promise<boolean>;
  /** Whether calls may be made that are for undo only: what they take away may have protected the bucket. */
  readonly mayDelete: boolean;
}

const isUndoOnly = ({ call }: S3Write): boolean => "undoOnly" in WRITES[call];

/**
 * Gives a bucket parts of some settings, one call a part, until one fails or the time is up.
 */
export async function writeParts(
  { account, bucket }: { readonly account: string; readonly bucket: string },
  parts: readonly Part[],
  settings: RecordedSettings,
  { write, now }: Pick<ChangePorts, "write" | "now">,
  { until, mayWrite, mayDelete }: Writing,
): Promise<Written> {
  let sent = 0;
  for (const part of parts) {
    const call = writeOfPart(part, { bucket, account }, settings);
    if (call === undefined) return { sent, stopped: `the ${part} that is to be written was never read` };
    if (!mayDelete && isUndoOnly(call)) return { sent, stopped: `${call.call} is for undo only` };
    if (!(await mayWrite())) return { sent, stopped: `enforcement was switched off before ${call.call}` };
    if (now() >= until) return { sent, stopped: `time was up before ${call.call}` };
    sent += 1;
    try {
      await write(call);
    } catch (error) {
      return { sent, stopped: failureOf(call, error), mayPass: mayPass(error) };
    }
  }
  return { sent };
}

/** How often a bucket is read until a write shows: S3 is eventually consistent. */
export const PAUSE_MS = 1000;

/** What a bucket was when it was read last. */
export interface LastRead {
  readonly done: boolean;
  readonly bucket?: BucketToPlanFor;
  readonly settings?: RecordedSettings;
  /** Only where it could not be read. */
  readonly because?: string;
}

/** Reads until the bucket is as it should be, or the time is up. At least once. */
export async function readUntil(
  isDone: (bucket: BucketToPlanFor, settings: RecordedSettings) => boolean,
  { read, now, wait }: Pick<ChangePorts, "read" | "now" | "wait">,
  until: number,
): Promise<LastRead> {
  for (;;) {
    const last = await readOnce(read);
    const { bucket, settings } = last;
    if (bucket !== undefined && settings !== undefined && isDone(bucket, settings))
      return { ...last, done: true };
    if (now() + PAUSE_MS >= until) return last;
    await wait(PAUSE_MS);
  }
}

async function readOnce(read: ChangePorts["read"]): Promise<LastRead> {
  try {
    const bucket = await read();
    if (bucket === undefined) return { done: false, because: "the bucket was deleted" };
    const reading = recordedSettings(bucket.facts, bucket.policyText);
    return reading.read
      ? { done: false, bucket, settings: reading.settings }
      : { done: false, bucket, because: reading.because };
  } catch (error) {
    return { done: false, because: `the bucket could not be read: ${errorInWords(error)}` };
  }
}
