import type { CheckResult } from "@security-auto/assessment";
import type { Tampering } from "@security-auto/events";
import type { CoverageItem, FindingItem, Register } from "@security-auto/register";
import { shortened } from "@security-auto/text";
import { followCoverage, type Next, writePlaces } from "./record-coverage";
import type { Rules } from "./rules";

/** What of strangers' text may stand in a command. */
const NAME = /^[\w.-]{1,128}$/;

/** The calls that one command takes back. */
const MENDS: Readonly<Record<string, (what: string, region: string) => string>> = {
  StopLogging: (what, region) => `aws cloudtrail start-logging --name ${what} --region ${region}`,
  DisableRule: (what, region) => `aws events enable-rule --name ${what} --region ${region}`,
};

/** CloudTrail says the second of a call: a check within it may have been made before. */
const WITHIN_SECOND_MS = 999;

/** Calls that come within that time of one another may be told in any order, and no check comes between them, in ms. */
const TOGETHER_MS = 60_000;

/** AWS has fewer regions. A role's name says the region, and whoever makes roles makes up names. */
const MOST_PLACES = 60;

/** In characters. */
const LONGEST = 300;

/**
 * Writes that a call ended the forwarding of changes, or may have, with who made it, and the finding that it opens; resolves to the findings
 * of the account. Where it was checked since, it changes nothing: what stands was read after the call.
 *
 * @throws what the register throws; it can be recorded again
 */
export async function recordTampering(
  tampering: Tampering,
  register: Register,
  rules: Rules,
): Promise<readonly FindingItem[]> {
  const { accountId: account, region } = tampering;
  const known = await register.account(account);
  const isFull = known.coverage.length >= MOST_PLACES;
  const next: Next = (before) => (before === undefined && isFull ? undefined : afterCall(before, tampering));
  await writePlaces(account, new Map([[region, next]]), register, known);
  return (await followCoverage(account, register, rules)).findings;
}

/** The region after a call. Of calls that come together each counts, and the last one is the cause. */
function afterCall(before: CoverageItem | undefined, tampering: Tampering): CoverageItem | undefined {
  const { accountId: account, region, check, call, eventTime, actor } = tampering;
  const calledAt = Date.parse(eventTime) + WITHIN_SECOND_MS;
  const result = resultOf(tampering);
  const after = Date.parse(before?.checkedAt ?? "") - calledAt;
  if (before?.cause !== undefined && after >= 0 && after <= TOGETHER_MS) {
    if (before.checks[check]?.result === "wrong") return undefined;
    // What replaces an item has to be later.
    const checkedAt = new Date(calledAt + after + 1).toISOString();
    return { ...before, checkedAt, checks: { ...before.checks, [check]: result } };
  }
  return {
    item: "coverage",
    version: "1",
    account,
    region,
    checkedAt: new Date(calledAt).toISOString(),
    checks: { ...before?.checks, [check]: result },
    cause: { actor: { ...actor }, change: { call, eventTime } },
  };
}

function resultOf({ call, what, region, because }: Tampering): CheckResult {
  const mend = NAME.test(what) ? MENDS[call]?.(what, region) : undefined;
  return {
    result: "wrong",
    because: shortened(because, LONGEST),
    ...(mend !== undefined && { mend }),
  };
}
