import type { ActionItem } from "@security-auto/register";
import { type ApplyOutcome, applyPlan, type S3Write, WRITES } from "@security-auto/s3-remediation";
import type { Attempt } from "./ports";
import { recordTransition } from "./record";

/** How long writing takes at the least, in ms. An attempt that waited for another may have less left. */
const WRITING_MS = 2000;

export interface Applying {
  /** Whether the register has this revision of it. */
  readonly isRecorded: boolean;
  /** Asked once, when nothing but the record stands between it and the first write. Absent: it may begin. */
  readonly mayBegin?: () => Promise<boolean>;
}

/**
 * Applies an action and records how it ended, which is still to be put on the bus. Before the first write it is recorded as planned, and that
 * is put on the bus; a bus that does not accept it holds back no write.
 *
 * @throws what the register, the first read and STS throw, and that too little time is left to write: the same attempt can be made again
 */
export async function apply(
  action: ActionItem,
  { isRecorded, mayBegin = () => Promise.resolve(true) }: Applying,
  attempt: Attempt,
): Promise<ApplyOutcome> {
  const { invariants, until, now, wait } = attempt;
  const { remediation } = action;
  if (now() + WRITING_MS > until)
    throw new Error("too little time is left to write and to see the outcome: try it again");
  const write = await attempt.openWriter(action, callsOf(remediation.steps));
  return applyPlan(
    { action, isRecorded, invariants, until },
    {
      read: () => attempt.read(remediation),
      write,
      record: async (next) => {
        if (next.remediation.status === "planned" && !(await mayBegin())) return false;
        if (!(await recordTransition(next, attempt))) return false;
        const isNew = !isRecorded || action.unpublished === true;
        if (next.remediation.status === "planned" && isNew) await putAsPlanned(next, attempt);
        return true;
      },
      mayWrite: () => mayWrite(attempt),
      now,
      wait,
    },
  );
}

/** Whether remediation may write at all. */
export async function mayWrite({ register }: Pick<Attempt, "register">): Promise<boolean> {
  return (await register.control("enforcement"))?.value !== "off";
}

/** The calls among a plan's steps or its undo: what a session for it has to be allowed. */
export function callsOf(steps: readonly { readonly call: string }[]): readonly S3Write["call"][] {
  return steps.flatMap(({ call }) => (isWrite(call) ? [call] : []));
}

const isWrite = (call: string): call is S3Write["call"] => Object.hasOwn(WRITES, call);

async function putAsPlanned({ remediation }: ActionItem, { publish, logger }: Attempt): Promise<void> {
  try {
    await publish(remediation);
  } catch (error) {
    logger.warn("What is about to be written could not be put on the bus", { action: remediation.id, error });
  }
}
