import type { CheckResult } from "@security-auto/assessment";
import type { Tampering } from "@security-auto/events";
import type { FindingItem, Register } from "@security-auto/register";
import { shortened } from "@security-auto/text";
import { followCoverage, writePlaces } from "./record-coverage";
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
  const { accountId: account, region, check, call, eventTime, actor } = tampering;
  const checkedAt = new Date(Date.parse(eventTime) + WITHIN_SECOND_MS).toISOString();
  const known = await register.account(account);
  await writePlaces(
    account,
    new Map([
      [
        region,
        (before) => ({
          item: "coverage",
          version: "1",
          account,
          region,
          checkedAt,
          checks: { ...before?.checks, [check]: resultOf(tampering) },
          cause: { actor: { ...actor }, change: { call, eventTime } },
        }),
      ],
    ]),
    register,
    known,
  );
  return (await followCoverage(account, register, rules)).findings;
}

function resultOf({ call, what, region, because }: Tampering): CheckResult {
  const mend = NAME.test(what) ? MENDS[call]?.(what, region) : undefined;
  return {
    result: "wrong",
    because: shortened(because, LONGEST),
    ...(mend !== undefined && { mend }),
  };
}
