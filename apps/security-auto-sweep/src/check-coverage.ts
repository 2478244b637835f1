import { checksMade } from "@security-auto/assessment";
import type { CoverageMessage } from "./messages";
import type { Ports } from "./ports";
import { coverageScopeOf } from "./want";

/**
 * Checks whether changes in an account are seen, in each region where that matters, and publishes it.
 *
 * @throws what the register, STS and the bus throw: the same message can be worked on again
 */
export async function checkCoverage(message: CoverageMessage, ports: Ports): Promise<void> {
  const { account, bucketRegions, sweep, waitedBy } = message;
  const { register, checkAccount, publish, now, logger } = ports;
  // What happens from now on may be missed by this check: another one may wait.
  if (waitedBy !== undefined) await register.endWait({ scope: coverageScopeOf(account), by: waitedBy });
  const checkedAt = new Date(now()).toISOString();
  const places = await checkAccount(account, bucketRegions ?? []);
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
