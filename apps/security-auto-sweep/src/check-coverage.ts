import { type CheckResult, checksMade, type Coverage } from "@security-auto/assessment";
import { shortened } from "@security-auto/text";
import type { CoverageMessage } from "./messages";
import type { Ports } from "./ports";
import { coverageScopeOf } from "./want";

/** What is said of one check, in characters. */
const LONGEST = 300;

/**
 * Checks whether changes in an account are seen, in each region where that matters, and publishes it.
 *
 * @throws what the register, STS and the bus throw: the same message can be worked on again
 */
export async function checkCoverage(message: CoverageMessage, ports: Ports): Promise<void> {
  const { account, bucketRegions, sweep, waitedBy } = message;
  const { register, checkAccount, leaveAccount, listBuckets, publish, now, logger } = ports;
  // What happens from now on may be missed by this check: another one may wait.
  if (waitedBy !== undefined) await register.endWait({ scope: coverageScopeOf(account), by: waitedBy });
  // After a call that may have changed the role.
  if (sweep === undefined) await leaveAccount(account);
  const checkedAt = new Date(now()).toISOString();
  const checked = await checkAccount(account, bucketRegions ?? []);
  const listed = bucketRegions === undefined ? await listBuckets(account, undefined) : undefined;
  const places =
    listed?.kind === "refused" ? checked.map((place) => unlisted(place, listed.because)) : checked;
  await publish({
    kind: "covered",
    coverage: {
      version: "1",
      accountId: account,
      checkedAt,
      ...(sweep !== undefined && { sweep }),
      complete: bucketRegions !== undefined,
      places,
    },
  });
  const notOk = places.flatMap(({ region, checks }) =>
    checksMade(checks).flatMap(([check, { result, because }]) =>
      result === "ok" ? [] : [{ region, check, result, because }],
    ),
  );
  logger.info("Coverage of the account", { account, sweep, regions: places.length, notOk });
}

type Place = Coverage["places"][number];

/** The role may be there, and refuse the one read that no region has: the account's buckets are not swept then. */
function unlisted(place: Place, because: string): Place {
  const role = place.checks["read-role"];
  if (role === undefined || role.result === "wrong") return place;
  const result: CheckResult = {
    result: "wrong",
    because: shortened(
      `the account's buckets cannot be listed: deploy the member stack again (${because})`,
      LONGEST,
    ),
  };
  return { ...place, checks: { ...place.checks, "read-role": result } };
}
