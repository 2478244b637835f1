import type { CoverageMessage } from "./messages";
import type { Ports } from "./ports";

/** Checks whether changes in an account are seen, in each region where that matters. */
export function checkCoverage({ account, sweep }: CoverageMessage, { logger }: Ports): Promise<void> {
  logger.info("Coverage is not checked yet", { account, sweep });
  return Promise.resolve();
}
