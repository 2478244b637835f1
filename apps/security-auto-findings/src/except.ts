import { type Exposure, isMoreOpen } from "@security-auto/assessment";
import type { InvalidInput } from "@security-auto/handler";
import {
  type FindingItem,
  isOpen,
  placeOfFinding,
  type Register,
  type Suppression,
} from "@security-auto/register";
import type { ExceptTask } from "./interpreter";
import type { Rules } from "./rules";
import { isSameException } from "./standing";
import { follow, MOST_ROUNDS } from "./record";
import { followCoverage } from "./record-coverage";

export type Excepted =
  | { readonly success: true; readonly data: readonly FindingItem[] }
  | { readonly success: false; readonly error: InvalidInput };

/**
 * Writes that a finding is accepted or suppressed, and what follows from it for the finding. Asked for again, it changes nothing. Resolves
 * to the findings of the bucket, or of the account, as they stand then; to why not, where there is no such finding, it is closed, or it is worse than
 * who asks has seen.
 *
 * @throws what the register throws
 */
export async function except(
  task: ExceptTask,
  register: Register,
  { rules, now }: { readonly rules: Rules; readonly now: Date },
): Promise<Excepted> {
  const { finding: id } = task.request;
  const place = placeOfFinding(id);
  if (place === undefined) return refused(`there is no finding ${id}`);
  const { account, bucket } = place;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { findings, suppressions } = await register.besideActions(account, bucket);
    const item = findings.find(({ finding }) => finding.id === id);
    if (item === undefined) return refused(`there is no finding ${id}`);
    const before = suppressions.find(({ finding }) => finding === id);
    const next = suppressionAfter(task, item, { account, bucket, before, now });
    const isWritten = before !== undefined && isSame(next, before);
    if (!isWritten) {
      if (!mayBeExcepted(item, task)) return refused(`the finding ${id} is closed`);
      const seen = task.request.exposure;
      if (seen !== undefined && next.exposure !== null && isMoreOpen(next.exposure, seen))
        return refused(lookAgain(id, seen, next.exposure), "exposure");
      if (!(await register.putSuppression(next))) continue;
    }
    const followed =
      bucket === null
        ? await followCoverage(account, register, rules)
        : await follow({ account, bucket }, register, rules);
    return { success: true, data: followed.findings };
  }
  throw new Error(
    `what is asked of finding ${id} was written by others ${MOST_ROUNDS} times in a row: ask again`,
  );
}

/** One that is accepted may be accepted again, for longer. */
function mayBeExcepted(item: FindingItem, { request: { request } }: ExceptTask): boolean {
  return isOpen(item) || (request === "accept" && item.finding.accepted !== undefined);
}

interface Around {
  readonly account: string;
  readonly bucket: string | null;
  readonly before: Suppression | undefined;
  readonly now: Date;
}

function suppressionAfter(
  { request: { request, owner, reason, by }, until }: ExceptTask,
  { finding }: FindingItem,
  { account, bucket, before, now }: Around,
): Suppression {
  return {
    item: "suppression",
    version: "1",
    account,
    bucket,
    finding: finding.id,
    kind: request === "accept" ? "accepted" : "suppressed",
    exception: { owner, reason, until, by },
    exposure: finding.exposure?.atLeast ?? null,
    ...(finding.checks !== undefined && { checks: finding.checks.map(({ check }) => check) }),
    since: now.toISOString(),
    revision: (before?.revision ?? 0) + 1,
    expiresAt: Math.ceil(Date.parse(until) / 1000),
  };
}

const isSame = (one: Suppression, other: Suppression): boolean =>
  one.kind === other.kind &&
  one.exposure === other.exposure &&
  one.checks?.join() === other.checks?.join() &&
  isSameException(one.exception, other.exception);

const lookAgain = (id: string, seen: Exposure, now: Exposure): string =>
  `the finding ${id} is more open now: ${seen} when you looked, ${now} now; look again`;

function refused(error: string, path: "finding" | "exposure" = "finding"): Excepted {
  return { success: false, error: { kind: "invalid", error, issues: [{ path, message: error }] } };
}
