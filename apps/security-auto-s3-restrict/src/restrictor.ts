import type { Invocation } from "@security-auto/handler";
import type { ViolatedTask } from "./interpreter";

/** Which messages have to be received again, as Lambda's event source mapping reads it. */
export interface Restricted {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Logs the buckets that violate an invariant. */
export function restrictor({ assessments }: ViolatedTask, { logger }: Invocation): Promise<Restricted> {
  for (const { accountId, bucket } of assessments)
    logger.info("Bucket violates an invariant", { accountId, bucket });
  return Promise.resolve({ batchItemFailures: [] });
}
