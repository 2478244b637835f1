import type { S3Change } from "@security-auto/events";
import type { Invocation } from "@security-auto/handler";

/** Puts on record what was changed, where and by whom: one structured log record a change. */
export function recordChange(change: S3Change, { logger }: Invocation): Promise<object> {
  if (change.failure === undefined) {
    logger.info("S3 access change", { change });
  } else {
    logger.info("S3 access change attempted, and refused: nothing changed", { change });
  }
  return Promise.resolve({});
}
